using System.Diagnostics.CodeAnalysis;

namespace Kiosk.Feed.Metadata;

/// <summary>
/// The client workflow of TUF 1.0, 5, without downloads and files: takes metadata in the order root, timestamp, snapshot, targets, delegated targets, and trusts
/// what passes every check. Time is fixed at the start of the update (5.1). A set serves one update; not thread-safe.
/// </summary>
public sealed class TrustedMetadataSet
{
    private readonly DateTimeOffset updateStart;
    private readonly ExpiryRule expiryRule;
    private readonly Dictionary<string, SignedMetadata<TargetsMetadata>> targets = new(StringComparer.Ordinal);
    private readonly HashSet<(string Role, string Delegator)> verified = [];
    private readonly Dictionary<string, ExpiredRole> expired = new(StringComparer.Ordinal);
    private FeedVersions floor;
    private Stage stage;

    private TrustedMetadataSet(SignedMetadata<RootMetadata> root, DateTimeOffset updateStart, ExpiryRule expiryRule, FeedVersions floor)
    {
        (Root, this.updateStart, this.expiryRule, this.floor) = (root, updateStart, expiryRule, floor.Under(root.Content));
    }

    private enum Stage
    {
        Root,
        Timestamp,
        Snapshot,
        Targets,
    }

    public SignedMetadata<RootMetadata> Root { get; private set; }

    /// <summary>The trusted timestamp, at first the stored one; null until one is trusted.</summary>
    public SignedMetadata<TimestampMetadata>? Timestamp { get; private set; }

    /// <summary>The trusted snapshot, at first the stored one; null until one is trusted.</summary>
    public SignedMetadata<SnapshotMetadata>? Snapshot { get; private set; }

    /// <summary>All trusted targets roles by name.</summary>
    public IReadOnlyDictionary<string, SignedMetadata<TargetsMetadata>> Targets => targets;

    /// <summary>
    /// Whether a root of this update revoked a timestamp or snapshot key. The stored files of both must then be deleted (5.3.11): an attacker who held
    /// the key may have raised their versions beyond any legitimate one.
    /// </summary>
    public bool HasRotatedOnlineKeys { get; private set; }

    /// <summary>Trusted roles that have expired; empty under <see cref="ExpiryRule.Refuse"/>.</summary>
    public IReadOnlyCollection<ExpiredRole> Expired => expired.Values;

    /// <summary>Starts an update from the trusted root, whose expiry is not checked (5.2).</summary>
    /// <param name="updateStart">The instant every expiry in this update is compared with.</param>
    /// <param name="floor">Versions that have been in force, whether or not their metadata was stored: nothing older is trusted.</param>
    /// <exception cref="MetadataFormatException">The bytes are not root metadata, or are not signed by its own keys.</exception>
    public static TrustedMetadataSet Start(ReadOnlyMemory<byte> trustedRoot, DateTimeOffset updateStart, ExpiryRule expiryRule, FeedVersions? floor = null)
    {
        var root = MetadataParser.ParseRoot(trustedRoot);
        return root.IsSignedBy(root.Content.SignatoriesOf(RoleName.Root))
            ? new(root, updateStart, expiryRule, floor ?? FeedVersions.None)
            : throw new MetadataFormatException($"The trusted root, version {root.Content.Version}, is not signed by its own keys.");
    }

    /// <summary>Offers the next root (5.3.4 to 5.3.7). Version N+1 must be signed by the keys of both N and N+1.</summary>
    public MetadataUpdate UpdateRoot(ReadOnlyMemory<byte> bytes)
    {
        Expect(Stage.Root);
        if (!MetadataChecks.TryParse(MetadataParser.ParseRoot, bytes, RoleName.Root, out var root, out var refused))
        {
            return refused;
        }

        var next = Root.Content.Version + 1;
        if (!root.IsSignedBy(Root.Content.SignatoriesOf(RoleName.Root)))
        {
            return MetadataChecks.Refuse(RefusalReason.Signatures, RoleName.Root, $"Too few of the keys of root version {Root.Content.Version} signed the root after it.");
        }

        if (!root.IsSignedBy(root.Content.SignatoriesOf(RoleName.Root)))
        {
            return MetadataChecks.Refuse(RefusalReason.Signatures, RoleName.Root, $"Too few of its own keys signed root version {root.Content.Version}.");
        }

        if (root.Content.Version != next)
        {
            return MetadataChecks.Refuse(RefusalReason.Rollback, RoleName.Root, $"Root version {root.Content.Version} was offered where version {next} was expected.");
        }

        HasRotatedOnlineKeys |= HasLostKey(root.Content, RoleName.Timestamp) || HasLostKey(root.Content, RoleName.Snapshot);
        (Root, floor) = (root, floor.Under(root.Content));
        return MetadataUpdate.Accepted.Instance;
    }

    /// <summary>Ends the root update (5.3.10). Refused if the last root has expired or a newer one has been in force.</summary>
    public MetadataUpdate EndRootUpdate()
    {
        Expect(Stage.Root);
        if ((MetadataChecks.FindRollback(floor, Root.Content) ?? Age(RoleName.Root, Root.Content)) is { } obstacle)
        {
            return obstacle;
        }

        stage = Stage.Timestamp;
        return MetadataUpdate.Accepted.Instance;
    }

    /// <summary>Loads the stored timestamp for version comparison; its expiry is not checked yet.</summary>
    public MetadataUpdate LoadTimestamp(ReadOnlyMemory<byte> bytes)
    {
        Expect(Stage.Timestamp);
        if (!TryRead(MetadataParser.ParseTimestamp, bytes, RoleName.Timestamp, out var kept, out var refused))
        {
            return refused;
        }

        Timestamp = kept;
        return MetadataUpdate.Accepted.Instance;
    }

    /// <summary>Offers the repository's timestamp (5.4). One of equal version is ignored, whatever its content.</summary>
    public MetadataUpdate UpdateTimestamp(ReadOnlyMemory<byte> bytes)
    {
        Expect(Stage.Timestamp);
        if (!TryRead(MetadataParser.ParseTimestamp, bytes, RoleName.Timestamp, out var offered, out var refused))
        {
            return refused;
        }

        if (((Timestamp is { } trusted ? MetadataChecks.FindRollback(trusted.Content, offered.Content) : null) ?? MetadataChecks.FindRollback(floor, offered.Content)) is { } rollback)
        {
            return rollback;
        }

        var isSame = Timestamp?.Content.Version == offered.Content.Version;
        var current = isSame ? Timestamp! : offered;
        if (Age(RoleName.Timestamp, current.Content) is { } tooOld)
        {
            return tooOld;
        }

        (Timestamp, stage) = (current, Stage.Snapshot);
        return isSame ? MetadataUpdate.Unchanged.Instance : MetadataUpdate.Accepted.Instance;
    }

    /// <summary>Loads the stored snapshot. Unchanged: it is the one the timestamp names. Accepted: it is older and only used for comparison.</summary>
    public MetadataUpdate LoadSnapshot(ReadOnlyMemory<byte> bytes)
    {
        Expect(Stage.Snapshot);
        if (!TryRead(MetadataParser.ParseSnapshot, bytes, RoleName.Snapshot, out var kept, out var refused))
        {
            return refused;
        }

        Snapshot = kept;
        if (MetadataChecks.FindMismatch(RoleName.Snapshot, Timestamp!.Content.Snapshot, bytes, kept.Content) is not null)
        {
            return MetadataUpdate.Accepted.Instance;
        }

        if ((MetadataChecks.FindRollback(floor, kept.Content) ?? Age(RoleName.Snapshot, kept.Content)) is { } obstacle)
        {
            return obstacle;
        }

        stage = Stage.Targets;
        return MetadataUpdate.Unchanged.Instance;
    }

    /// <summary>Offers the repository's snapshot (5.5).</summary>
    public MetadataUpdate UpdateSnapshot(ReadOnlyMemory<byte> bytes)
    {
        Expect(Stage.Snapshot);
        if (!TryRead(MetadataParser.ParseSnapshot, bytes, RoleName.Snapshot, out var offered, out var refused))
        {
            return refused;
        }

        var obstacle = MetadataChecks.FindMismatch(RoleName.Snapshot, Timestamp!.Content.Snapshot, bytes, offered.Content)
            ?? (Snapshot is { } trusted ? MetadataChecks.FindRollback(trusted.Content, offered.Content) : null)
            ?? MetadataChecks.FindRollback(floor, offered.Content)
            ?? Age(RoleName.Snapshot, offered.Content);
        if (obstacle is not null)
        {
            return obstacle;
        }

        (Snapshot, stage) = (offered, Stage.Targets);
        return MetadataUpdate.Accepted.Instance;
    }

    /// <summary>Offers targets metadata, stored or downloaded (5.6).</summary>
    /// <param name="role">targets or a delegated role.</param>
    /// <param name="delegator">root for targets; else the trusted targets role that delegates to it.</param>
    public MetadataUpdate UpdateTargets(string role, string delegator, ReadOnlyMemory<byte> bytes)
    {
        Expect(Stage.Targets);
        if (Snapshot!.Content.MetaOf(role) is not { } meta)
        {
            return MetadataChecks.Refuse(RefusalReason.NotListed, role, $"Snapshot version {Snapshot.Content.Version} does not list {role}.");
        }

        if (!MetadataChecks.TryParse(MetadataParser.ParseTargets, bytes, role, out var offered, out var refused))
        {
            return refused;
        }

        var obstacle = MetadataChecks.FindMismatch(role, meta, bytes, offered.Content) ?? FindUnsigned(role, delegator, offered) ?? Age(role, offered.Content);
        if (obstacle is not null)
        {
            return obstacle;
        }

        targets[role] = offered;
        verified.RemoveWhere(pair => pair.Role == role || pair.Delegator == role);
        verified.Add((role, delegator));
        return MetadataUpdate.Accepted.Instance;
    }

    /// <summary>Checks a role trusted through one delegator against another: each delegator names its own keys.</summary>
    public MetadataUpdate VerifyDelegation(string role, string delegator)
    {
        if (!verified.Contains((role, delegator)))
        {
            if (FindUnsigned(role, delegator, targets[role]) is { } refused)
            {
                return refused;
            }

            verified.Add((role, delegator));
        }

        return MetadataUpdate.Unchanged.Instance;
    }

    private bool HasLostKey(RootMetadata next, string role) => Root.Content.Roles[role].KeyIds.Except(next.Roles[role].KeyIds, StringComparer.Ordinal).Any();

    private MetadataUpdate.Refused? FindUnsigned(string role, string delegator, SignedMetadata<TargetsMetadata> offered)
    {
        if (SignatoriesOf(role, delegator) is not { } signatories)
        {
            return MetadataChecks.Refuse(RefusalReason.NotListed, role, $"{delegator} does not delegate to {role}.");
        }

        return offered.IsSignedBy(signatories) ? null : MetadataChecks.Refuse(RefusalReason.Signatures, role, $"Too few of the keys that {delegator} names for {role} signed its version {offered.Content.Version}.");
    }

    private Signatories? SignatoriesOf(string role, string delegator)
    {
        if (delegator == RoleName.Root)
        {
            return role == RoleName.Targets ? Root.Content.SignatoriesOf(role) : null;
        }

        var delegations = targets[delegator].Content.Delegations;
        return delegations?.Find(role) is { } found ? delegations.SignatoriesOf(found) : null;
    }

    private MetadataUpdate.Refused? Age(string role, RoleMetadata metadata)
    {
        expired.Remove(role);
        if (!metadata.IsExpiredAt(updateStart))
        {
            return null;
        }

        if (expiryRule == ExpiryRule.Refuse)
        {
            return MetadataChecks.Refuse(RefusalReason.Expired, role, $"Version {metadata.Version} of {role} expired at {JsonFields.Format(metadata.Expires)}.");
        }

        expired.Add(role, new(role, metadata.Expires));
        return null;
    }

    /// <summary>Parses metadata of a top-level role other than root and verifies its signatures.</summary>
    private bool TryRead<T>(
        Func<ReadOnlyMemory<byte>, SignedMetadata<T>> parse,
        ReadOnlyMemory<byte> bytes,
        string role,
        [NotNullWhen(true)] out SignedMetadata<T>? metadata,
        [NotNullWhen(false)] out MetadataUpdate.Refused? refused)
        where T : RoleMetadata
    {
        if (MetadataChecks.TryParse(parse, bytes, role, out metadata, out refused) && !metadata.IsSignedBy(Root.Content.SignatoriesOf(role)))
        {
            refused = MetadataChecks.Refuse(RefusalReason.Signatures, role, $"Too few of the keys that root version {Root.Content.Version} names for {role} signed its version {metadata.Content.Version}.");
        }

        return refused is null;
    }

    private void Expect(Stage expected)
    {
        if (stage != expected)
        {
            throw new InvalidOperationException($"The update is at {stage}, not at {expected}.");
        }
    }
}
