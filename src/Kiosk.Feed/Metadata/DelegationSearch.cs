namespace Kiosk.Feed.Metadata;

/// <summary>
/// The pre-order depth-first search for one target (TUF 1.0, 5.6.7). It names the next role to visit; the caller supplies that role's trusted metadata:
/// <code>
/// while (search.TryNext(out var step)) { …; if (search.Visit(step, metadata) is { } found) { return found; } }
/// </code>
/// </summary>
/// <param name="maxRoleCount">Maximum number of roles visited besides the top-level one before the search gives up.</param>
public sealed class DelegationSearch(string targetPath, int maxRoleCount = DelegationSearch.DefaultRoleCount)
{
    public const int DefaultRoleCount = 32;

    private readonly Stack<DelegationStep> pending = new([new(RoleName.Targets, RoleName.Root)]);
    private readonly HashSet<string> visited = new(StringComparer.Ordinal);

    /// <returns>False if no role is left.</returns>
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

    /// <returns>The target if this role lists it; null to continue the search.</returns>
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

/// <summary>A role to visit and the role that delegates to it.</summary>
public readonly record struct DelegationStep(string Role, string Delegator);
