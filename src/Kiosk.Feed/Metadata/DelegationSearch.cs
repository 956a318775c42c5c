namespace Kiosk.Feed.Metadata;

/// <summary>
/// The pre-order depth-first search for one target (TUF 1.0, 5.6.7). Says which role to look into next; whoever drives it brings that role's trusted metadata:
/// <code>
/// while (search.TryNext(out var step)) { …; if (search.Visit(step, metadata) is { } found) { return found; } }
/// </code>
/// </summary>
/// <param name="maxRoleCount">How many roles besides the top-level one are looked into before the search gives up.</param>
public sealed class DelegationSearch(string targetPath, int maxRoleCount = DelegationSearch.DefaultRoleCount)
{
    public const int DefaultRoleCount = 32;

    private readonly Stack<DelegationStep> pending = new([new(RoleName.Targets, RoleName.Root)]);
    private readonly HashSet<string> visited = new(StringComparer.Ordinal);

    /// <returns>False when no role is left.</returns>
    public bool TryNext(out DelegationStep step)
    {
        while (pending.TryPop(out step))
        {
            if (visited.Count > maxRoleCount)
            {
                return false;
            }

            if (visited.Add(step.Role))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>What the role says about the target; null when it says nothing, and the search goes on.</returns>
    public TargetFile? Visit(DelegationStep step, TargetsMetadata metadata)
    {
        if (metadata.Targets.TryGetValue(targetPath, out var file))
        {
            return file;
        }

        var children = new List<DelegatedRole>();
        foreach (var role in metadata.Delegations?.RolesFor(targetPath) ?? [])
        {
            children.Add(role);
            if (role.IsTerminating)
            {
                pending.Clear();
                break;
            }
        }

        for (var i = children.Count - 1; i >= 0; i--)
        {
            pending.Push(new(children[i].Name, step.Role));
        }

        return null;
    }
}

/// <summary>A role to look into, and who delegates to it.</summary>
public readonly record struct DelegationStep(string Role, string Delegator);
