namespace Kiosk.Feed.Metadata;

/// <summary>To whom a targets role hands on trust (TUF 1.0, 4.5 DELEGATIONS): either named roles in order of their priority or succinct ones.</summary>
/// <param name="Keys">By key id.</param>
public sealed record Delegations(IReadOnlyDictionary<string, TufKey> Keys, IReadOnlyList<DelegatedRole> Roles, SuccinctRoles? Succinct = null)
{
    /// <summary>The roles that may speak about the path, in order.</summary>
    public IEnumerable<DelegatedRole> RolesFor(string targetPath) =>
        Succinct is { } succinct ? [succinct.RoleFor(targetPath)] : Roles.Where(role => role.IsTrustedFor(targetPath));

    /// <returns>Null when nothing is delegated to a role of that name.</returns>
    public DelegatedRole? Find(string role) => Succinct is { } succinct ? succinct.Find(role) : Roles.FirstOrDefault(candidate => candidate.Name == role);

    public Signatories SignatoriesOf(DelegatedRole role) => new(role.Keys, Keys);
}
