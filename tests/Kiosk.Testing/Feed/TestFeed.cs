using Kiosk.Feed.Metadata;

namespace Kiosk.Testing.Feed;

/// <summary>
/// An in-memory feed with real keys, one per role. Changes take effect with <see cref="PublishAsync"/>, which increments the version of each role
/// already published and signs it with the role's <see cref="Signers"/>.
/// </summary>
internal sealed class TestFeed : IDisposable
{
    private readonly List<PemSigner> keys = [];

    private TestFeed(bool isConsistent)
    {
        foreach (var role in RoleName.TopLevel)
        {
            Signers[role] = [NewSigner()];
        }

        Root = new(
            1,
            NextYear,
            Signers.Values.ToDictionary(signers => signers[0].PublicKey.Id, signers => signers[0].PublicKey, StringComparer.Ordinal),
            Signers.ToDictionary(role => role.Key, role => new RoleKeys([role.Value[0].PublicKey.Id], 1), StringComparer.Ordinal),
            isConsistent);
        Targets[RoleName.Targets] = NoTargets();
    }

    /// <summary>The current time in tests.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Yesterday { get; } = Now.AddDays(-1);

    public static DateTimeOffset NextYear { get; } = Now.AddYears(1);

    /// <summary>Metadata files under the names a server uses: <c>2.root.json</c>, <c>timestamp.json</c>.</summary>
    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Target contents by path.</summary>
    public Dictionary<string, byte[]> Contents { get; } = new(StringComparer.Ordinal);

    /// <summary>The signers of the next publication, by role.</summary>
    public Dictionary<string, List<PemSigner>> Signers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, TargetsMetadata> Targets { get; } = new(StringComparer.Ordinal);

    public RootMetadata Root { get; set; }

    public SnapshotMetadata Snapshot { get; set; } = new(1, NextYear, new Dictionary<string, MetaFile>(StringComparer.Ordinal));

    public TimestampMetadata Timestamp { get; set; } = new(1, NextYear, new MetaFile(1));

    /// <summary>Whether timestamp and snapshot state lengths and hashes.</summary>
    public bool StatesHashes { get; set; } = true;

    /// <summary>Creates a feed with its four roles published as version 1.</summary>
    public static async Task<TestFeed> CreateAsync(bool isConsistent = true)
    {
        var feed = new TestFeed(isConsistent);
        await feed.PublishAsync(RoleName.Root, RoleName.Targets, RoleName.Snapshot, RoleName.Timestamp);
        return feed;
    }

    public PemSigner NewSigner()
    {
        var signer = TestSigner.P256();
        keys.Add(signer);
        return signer;
    }

    /// <summary>The latest published file of a role, as a client stores it.</summary>
    public byte[] File(string role) => Files[RoleName.QuotedFileNameOf(role)];

    public byte[] File(string role, long version) => Files[RoleName.QuotedFileNameOf(role, version)];

    /// <summary>Replaces the keys of a top-level role; the new ones sign from now on.</summary>
    public void SetKeys(string role, int threshold, params List<PemSigner> signers)
    {
        var all = new Dictionary<string, TufKey>(Root.Keys, StringComparer.Ordinal);
        foreach (var signer in signers)
        {
            all[signer.PublicKey.Id] = signer.PublicKey;
        }

        Root = Root with
        {
            Keys = all,
            Roles = new Dictionary<string, RoleKeys>(Root.Roles, StringComparer.Ordinal) { [role] = new([.. signers.Select(signer => signer.PublicKey.Id)], threshold) },
        };
        Signers[role] = signers;
    }

    /// <summary>Replaces the root's only key. The next root is signed by the old and the new one, later ones by the new one.</summary>
    public async Task RotateRootAsync()
    {
        var before = Signers[RoleName.Root];
        var next = NewSigner();
        SetKeys(RoleName.Root, 1, next);
        Signers[RoleName.Root] = [.. before, next];
        await PublishAsync(RoleName.Root);
        Signers[RoleName.Root] = [next];
    }

    public void AddTarget(string path, byte[] content, string role = RoleName.Targets)
    {
        Targets[role] = Targets[role] with
        {
            Targets = new Dictionary<string, TargetFile>(Targets[role].Targets, StringComparer.Ordinal) { [path] = TargetFile.Of(content) },
        };
        Contents[path] = content;
    }

    /// <summary>Appends a delegation to a role with its own key.</summary>
    public void Delegate(string delegator, string role, DelegationScope scope, bool isTerminating = false)
    {
        var signer = NewSigner();
        var before = Targets[delegator].Delegations;
        Targets[delegator] = Targets[delegator] with
        {
            Delegations = new(
                new Dictionary<string, TufKey>(before?.Keys ?? new Dictionary<string, TufKey>(StringComparer.Ordinal), StringComparer.Ordinal) { [signer.PublicKey.Id] = signer.PublicKey },
                [.. before?.Roles ?? [], new(role, new([signer.PublicKey.Id], 1), isTerminating, scope)]),
        };
        Targets.TryAdd(role, NoTargets());
        Signers[role] = [.. Signers.GetValueOrDefault(role) ?? [], signer];
    }

    public async Task PublishAsync(params IReadOnlyList<string> roles)
    {
        foreach (var role in roles)
        {
            var isNext = Files.ContainsKey(RoleName.QuotedFileNameOf(role));
            await PublishAsync(role, Current(role).Version + (isNext ? 1 : 0));
        }
    }

    /// <summary>Publishes a role with the given version, in sequence or not.</summary>
    public async Task PublishAsync(string role, long version)
    {
        Set(role, Current(role) with { Version = version });
        var file = await MetadataWriter.SignAsync(Current(role), Signers[role], CancellationToken.None);
        Files[RoleName.QuotedFileNameOf(role)] = file;
        Files[RoleName.QuotedFileNameOf(role, version)] = file;
        var meta = StatesHashes ? new MetaFile(version, file.Length, FileHashes.Sha256Of(file)) : new MetaFile(version);
        if (role == RoleName.Snapshot)
        {
            Timestamp = Timestamp with { Snapshot = meta };
        }
        else if (Targets.ContainsKey(role))
        {
            Snapshot = Snapshot with { Meta = new Dictionary<string, MetaFile>(Snapshot.Meta, StringComparer.Ordinal) { [RoleName.FileNameOf(role)] = meta } };
        }
    }

    public void Expire(string role) => SetExpiry(role, Yesterday);

    /// <param name="expires">Published in whole seconds.</param>
    public void SetExpiry(string role, DateTimeOffset expires) => Set(role, Current(role) with { Expires = expires });

    public void Dispose() => keys.ForEach(key => key.Dispose());

    private static TargetsMetadata NoTargets() => new(1, NextYear, new Dictionary<string, TargetFile>(StringComparer.Ordinal));

    private RoleMetadata Current(string role) => role switch
    {
        RoleName.Root => Root,
        RoleName.Snapshot => Snapshot,
        RoleName.Timestamp => Timestamp,
        _ => Targets[role],
    };

    private void Set(string role, RoleMetadata metadata)
    {
        switch (metadata)
        {
            case RootMetadata root:
                Root = root;
                break;
            case SnapshotMetadata snapshot:
                Snapshot = snapshot;
                break;
            case TimestampMetadata timestamp:
                Timestamp = timestamp;
                break;
            case TargetsMetadata targets:
                Targets[role] = targets;
                break;
        }
    }
}
