namespace Kiosk.Feed.Metadata;

/// <summary>How new a feed was: the versions that the rollback checks compare with (TUF 1.0, 5.3.5, 5.4.3, 5.5.5), without the metadata that they come from.</summary>
/// <param name="Root">0 before any was in force.</param>
/// <param name="OnlineKeys">Ids of the keys that this root names for timestamp and snapshot, in order.</param>
/// <param name="Roles">Of every targets role, by file name, as the snapshot lists them.</param>
public sealed record FeedVersions(long Root, IReadOnlyList<string> OnlineKeys, long Timestamp, long Snapshot, IReadOnlyDictionary<string, long> Roles)
{
    /// <summary>Nothing is older than this.</summary>
    public static FeedVersions None { get; } = new(0, [], 0, 0, new Dictionary<string, long>(StringComparer.Ordinal));

    /// <summary>Those of a set that trusts a timestamp and a snapshot.</summary>
    public static FeedVersions Of(TrustedMetadataSet trusted) => new(
        trusted.Root.Content.Version,
        KeysOf(trusted.Root.Content),
        trusted.Timestamp!.Content.Version,
        trusted.Snapshot!.Content.Version,
        new SortedDictionary<string, long>(trusted.Snapshot.Content.Meta.ToDictionary(file => file.Key, file => file.Value.Version), StringComparer.Ordinal));

    /// <summary>Whether the root, of the same version, is one that this feed never had.</summary>
    internal bool IsOfAnotherFeed(RootMetadata root) => root.Version == Root && !OnlineKeys.SequenceEqual(KeysOf(root), StringComparer.Ordinal);

    /// <summary>
    /// What still counts under a root: one that is newer and takes a key away from timestamp or snapshot forfeits every version but the root's (5.3.11), for whoever held that key may have
    /// raised them beyond any that will come.
    /// </summary>
    internal FeedVersions Under(RootMetadata root) => root.Version > Root && OnlineKeys.Except(KeysOf(root), StringComparer.Ordinal).Any() ? None with { Root = Root } : this;

    private static string[] KeysOf(RootMetadata root) =>
        [.. root.Roles[RoleName.Timestamp].KeyIds.Concat(root.Roles[RoleName.Snapshot].KeyIds).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
