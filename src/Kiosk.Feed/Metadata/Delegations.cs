namespace Kiosk.Feed.Metadata;

/// <summary>The delegations of a targets role (TUF 1.0, 4.5 DELEGATIONS): either named roles in order of priority or succinct ones.</summary>
/// <param name="Keys">By key id.</param>
public sealed record Delegations(IReadOnlyDictionary<string, TufKey> Keys, IReadOnlyList<DelegatedRole> Roles, SuccinctRoles? Succinct = null)
{
    /// <summary>The roles trusted for the path, in order of priority.</summary>
    public IEnumerable<DelegatedRole> RolesFor(string targetPath) =>
        Succinct is { } succinct ? [succinct.RoleFor(targetPath)] : Roles.Where(role => role.IsTrustedFor(targetPath));

    /// <returns>Null if there is no delegation to that role.</returns>
    public DelegatedRole? Find(string role) => Succinct is { } succinct ? succinct.Find(role) : Roles.FirstOrDefault(candidate => candidate.Name == role);

    public Signatories SignatoriesOf(DelegatedRole role) => new(role.Keys, Keys);
}
