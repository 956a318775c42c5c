namespace Kiosk.Feed.Metadata;

/// <summary>The signed part of one metadata file (TUF 1.0, 4.2.1 and 4.3 to 4.6).</summary>
/// <param name="Version">From 1.</param>
/// <param name="Expires">Not to be trusted from this instant on; whole seconds.</param>
public abstract record RoleMetadata(long Version, DateTimeOffset Expires)
{
    /// <summary>The specification version written; files of the same major version are read.</summary>
    internal const string SpecificationVersion = "1.0.34";

    private protected abstract string TypeName { get; }

    /// <summary><c>_type</c>: root, timestamp, snapshot or targets. Delegated roles are of type targets.</summary>
    public string Type => TypeName;

    public bool IsExpiredAt(DateTimeOffset instant) => Expires <= instant;
}

/// <summary>Keys and thresholds of the top-level roles (4.3).</summary>
/// <param name="Keys">By key id.</param>
/// <param name="Roles">All four of <see cref="RoleName.TopLevel"/>.</param>
/// <param name="ConsistentSnapshot">Whether file names carry versions and hashes (6.2).</param>
public sealed record RootMetadata(
    long Version,
    DateTimeOffset Expires,
    IReadOnlyDictionary<string, TufKey> Keys,
    IReadOnlyDictionary<string, RoleKeys> Roles,
    bool ConsistentSnapshot) : RoleMetadata(Version, Expires)
{
    private protected override string TypeName => RoleName.Root;

    /// <summary>The keys that must sign a top-level role.</summary>
    public Signatories SignatoriesOf(string role) => new(Roles[role], Keys);
}

/// <summary>The latest snapshot (4.6).</summary>
public sealed record TimestampMetadata(long Version, DateTimeOffset Expires, MetaFile Snapshot) : RoleMetadata(Version, Expires)
{
    private protected override string TypeName => RoleName.Timestamp;
}

/// <summary>The versions of all targets roles that belong together (4.4).</summary>
/// <param name="Meta">By file name: <c>targets.json</c>, <c>ROLE.json</c>.</param>
public sealed record SnapshotMetadata(long Version, DateTimeOffset Expires, IReadOnlyDictionary<string, MetaFile> Meta) : RoleMetadata(Version, Expires)
{
    private protected override string TypeName => RoleName.Snapshot;

    /// <returns>Null if the role is not part of this snapshot.</returns>
    public MetaFile? MetaOf(string role) => Meta.GetValueOrDefault(RoleName.FileNameOf(role));
}

/// <summary>A role's target files and delegations (4.5).</summary>
/// <param name="Targets">By target path.</param>
public sealed record TargetsMetadata(
    long Version,
    DateTimeOffset Expires,
    IReadOnlyDictionary<string, TargetFile> Targets,
    Delegations? Delegations = null) : RoleMetadata(Version, Expires)
{
    private protected override string TypeName => RoleName.Targets;
}
