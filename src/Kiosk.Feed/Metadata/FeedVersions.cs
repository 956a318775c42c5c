namespace Kiosk.Feed.Metadata;

/// <summary>The metadata versions that rollback checks compare with (TUF 1.0, 5.3.5, 5.4.3, 5.5.5), without the metadata itself.</summary>
/// <param name="Root">0 if none has been in force.</param>
/// <param name="OnlineKeys">Ids of this root's timestamp and snapshot keys, sorted.</param>
/// <param name="Roles">Version of every targets role by file name, as the snapshot lists them.</param>
public sealed record FeedVersions(long Root, IReadOnlyList<string> OnlineKeys, long Timestamp, long Snapshot, IReadOnlyDictionary<string, long> Roles)
{
    /// <summary>Versions that every feed passes.</summary>
    public static FeedVersions None { get; } = new(0, [], 0, 0, new Dictionary<string, long>(StringComparer.Ordinal));

    /// <summary>The versions of a set that has a trusted timestamp and snapshot.</summary>
    public static FeedVersions Of(TrustedMetadataSet trusted) => new(
        trusted.Root.Content.Version,
        KeysOf(trusted.Root.Content),
        trusted.Timestamp!.Content.Version,
        trusted.Snapshot!.Content.Version,
        new SortedDictionary<string, long>(trusted.Snapshot.Content.Meta.ToDictionary(file => file.Key, file => file.Value.Version), StringComparer.Ordinal));

    /// <summary>Whether the root has the same version but other online keys, and so belongs to a different feed.</summary>
    internal bool IsOfAnotherFeed(RootMetadata root) => root.Version == Root && !OnlineKeys.SequenceEqual(KeysOf(root), StringComparer.Ordinal);

    /// <summary>
    /// The versions that still apply under a root. A newer root that revokes a timestamp or snapshot key resets all but the root's (5.3.11): whoever held that key may have
    /// raised them beyond any legitimate version.
    /// </summary>
    internal FeedVersions Under(RootMetadata root) => root.Version > Root && OnlineKeys.Except(KeysOf(root), StringComparer.Ordinal).Any() ? None with { Root = Root } : this;

    private static string[] KeysOf(RootMetadata root) =>
        [.. root.Roles[RoleName.Timestamp].KeyIds.Concat(root.Roles[RoleName.Snapshot].KeyIds).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
