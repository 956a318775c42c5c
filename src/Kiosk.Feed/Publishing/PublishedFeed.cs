using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;
using Kiosk.Words;

namespace Kiosk.Feed.Publishing;

/// <summary>
/// A tree's last publication with every signature verified. A publisher re-signs what it finds in the tree, so it must not trust
/// whoever could write to the web server.
/// </summary>
public sealed record PublishedFeed
{
    private PublishedFeed(SignedMetadata<RootMetadata> root) => Root = root;

    public SignedMetadata<RootMetadata> Root { get; }

    /// <summary>Null before the first publication, like the two below.</summary>
    public SignedMetadata<TimestampMetadata>? Timestamp { get; private init; }

    public SignedMetadata<SnapshotMetadata>? Snapshot { get; private init; }

    public SignedMetadata<TargetsMetadata>? Targets { get; private init; }

    /// <summary>The delegated roles by name; empty before the first publication.</summary>
    public IReadOnlyDictionary<string, SignedMetadata<TargetsMetadata>> Provinces { get; private init; } =
        new Dictionary<string, SignedMetadata<TargetsMetadata>>(StringComparer.Ordinal);

    /// <returns>Null if the tree has no root yet.</returns>
    /// <exception cref="PublishingException">A file is missing, damaged, or not signed by the root's keys.</exception>
    public static PublishedFeed? Read(FeedTree tree)
    {
        var version = tree.NewestVersionOf(RoleName.Root);
        if (version == 0)
        {
            return null;
        }

        var root = ReadRoot(tree, version);
        try
        {
            return ReadBelow(tree, root, root);
        }
        catch (PublishingException) when (version > 1)
        {
            // An interrupted rotation: the new root is published, the rest is still signed by the previous root's keys.
            return ReadBelow(tree, root, ReadRoot(tree, version - 1));
        }
    }

    /// <summary>The sets listed by a province's role.</summary>
    /// <exception cref="PublishingException">A target's description is not that of a set file.</exception>
    public IEnumerable<SetTarget> SetsOf(ProvinceCode province) => Provinces.TryGetValue(province.Role, out var role) ? SetsOf(role.Content) : [];

    /// <summary>The sets of all provinces.</summary>
    /// <exception cref="PublishingException">A target's description is not that of a set file.</exception>
    public IEnumerable<SetTarget> Sets() => Provinces.OrderBy(role => role.Key, StringComparer.Ordinal).SelectMany(role => SetsOf(role.Value.Content));

    /// <summary>The rows of a set's newest version, empty if there is no such set. Each row is valid until the next is read.</summary>
    /// <exception cref="PublishingException">The file is missing from the tree or was modified.</exception>
    /// <exception cref="TargetFormatException">The file is not a set.</exception>
    public IEnumerable<SetRow> RowsOf(FeedTree tree, ProvinceCode province, DataClass dataClass)
    {
        var newest = SnapshotOf(province, dataClass);
        return newest is null ? [] : PublishedRows.Open(tree, new(newest, Provinces[province.Role].Content.Targets[newest.Path]));
    }

    /// <summary>The newest version of a set; null if there is none.</summary>
    /// <exception cref="PublishingException">A target's description is not that of a set file.</exception>
    public SetState? NewestOf(ProvinceCode province, DataClass dataClass) => SnapshotOf(province, dataClass)?.Result;

    /// <summary>The content of a national target; null if none is published under this path.</summary>
    /// <exception cref="PublishingException">The file is missing from the tree or longer than <paramref name="maxLength"/> bytes.</exception>
    public byte[]? ReadNational(FeedTree tree, string path, int maxLength)
    {
        if (Targets is null || !Targets.Content.Targets.TryGetValue(path, out var file))
        {
            return null;
        }

        using var stream = tree.OpenTarget(path, file.Hashes);
        if (stream is null)
        {
            throw tree.Missing($"targets/{path}");
        }

        if (file.Length > maxLength)
        {
            throw new PublishingException(new Phrase($"Tệp đã phát hành {path} dài hơn {maxLength} byte.", $"The published {path} is longer than {maxLength} bytes."));
        }

        var content = new byte[file.Length];
        stream.ReadExactly(content);
        return content;
    }

    internal static IEnumerable<SetTarget> SetsOf(TargetsMetadata role)
    {
        // The next publication offers a snapshot in place of what an earlier version of this program published.
        foreach (var (path, file) in role.Targets.Where(target => !SetTargetJson.IsOutdated(target.Value.Custom ?? default)))
        {
            SetTarget target;
            try
            {
                target = SetTargetJson.Parse(path, file.Length, file.Custom ?? default);
            }
            catch (TargetFormatException e)
            {
                throw new PublishingException(e.Sentence, e);
            }

            yield return target;
        }
    }

    private SetTarget.Snapshot? SnapshotOf(ProvinceCode province, DataClass dataClass) =>
        SetsOf(province).OfType<SetTarget.Snapshot>().Where(set => set.Result.DataClass == dataClass).MaxBy(set => set.Result.Version);

    private static SignedMetadata<RootMetadata> ReadRoot(FeedTree tree, long version)
    {
        var root = Parse(tree, MetadataParser.ParseRoot, RoleName.Root, version);
        return Checked(tree, root, root.Content.SignatoriesOf(RoleName.Root), NameOf(RoleName.Root, root.Content.Version));
    }

    private static PublishedFeed ReadBelow(FeedTree tree, SignedMetadata<RootMetadata> newest, SignedMetadata<RootMetadata> root)
    {
        if (tree.ReadMetadata(RoleName.Timestamp, version: null) is null)
        {
            return new(newest);
        }

        var timestamp = Checked(tree, Parse(tree, MetadataParser.ParseTimestamp, RoleName.Timestamp, version: null), root.Content.SignatoriesOf(RoleName.Timestamp), NameOf(RoleName.Timestamp, version: null));
        var snapshot = Read(tree, RoleName.Snapshot, timestamp.Content.Snapshot.Version, MetadataParser.ParseSnapshot, root.Content.SignatoriesOf(RoleName.Snapshot));
        var targets = Read(tree, RoleName.Targets, VersionOf(snapshot, RoleName.Targets), MetadataParser.ParseTargets, root.Content.SignatoriesOf(RoleName.Targets));
        var delegations = targets.Content.Delegations;
        return new(newest)
        {
            Timestamp = timestamp,
            Snapshot = snapshot,
            Targets = targets,
            Provinces = delegations?.Roles.ToDictionary(
                role => role.Name,
                role => Read(tree, role.Name, VersionOf(snapshot, role.Name), MetadataParser.ParseTargets, delegations.SignatoriesOf(role)),
                StringComparer.Ordinal) ?? [],
        };
    }

    private static long VersionOf(SignedMetadata<SnapshotMetadata> snapshot, string role) =>
        snapshot.Content.MetaOf(role)?.Version ?? throw new PublishingException(new Phrase($"snapshot đã phát hành không nêu vai trò {role}.", $"The published snapshot does not list the role {role}."));

    private static SignedMetadata<T> Read<T>(FeedTree tree, string role, long version, Func<ReadOnlyMemory<byte>, SignedMetadata<T>> parse, Signatories signatories)
        where T : RoleMetadata
    {
        var read = Checked(tree, Parse(tree, parse, role, version), signatories, NameOf(role, version));
        return read.Content.Version == version ? read : throw tree.Lost(NameOf(role, version), new($"lại chứa phiên bản {read.Content.Version}", $"holds version {read.Content.Version}"));
    }

    private static string NameOf(string role, long? version) => $"metadata/{RoleName.QuotedFileNameOf(role, version)}";

    private static SignedMetadata<T> Parse<T>(FeedTree tree, Func<ReadOnlyMemory<byte>, SignedMetadata<T>> parse, string role, long? version)
        where T : RoleMetadata
    {
        var name = NameOf(role, version);
        try
        {
            return parse(tree.ReadMetadata(role, version) ?? throw tree.Missing(name));
        }
        catch (MetadataFormatException e)
        {
            throw tree.Lost(name, new($"bị hỏng [{e.Message.TrimEnd('.')}]", $"is damaged ({e.Message.TrimEnd('.')})"), e);
        }
    }

    private static SignedMetadata<T> Checked<T>(FeedTree tree, SignedMetadata<T> metadata, Signatories signatories, string name)
        where T : RoleMetadata =>
        metadata.IsSignedBy(signatories) ? metadata : throw tree.Lost(name, new("không được ký bằng các khóa mà root của nguồn dữ liệu nêu", "is not signed by the keys that the feed's root names"));
}
