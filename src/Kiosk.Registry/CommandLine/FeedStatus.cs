using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;

namespace Kiosk.Registry.CommandLine;

/// <summary>The content of a feed, with every signature verified.</summary>
internal sealed record FeedStatus(string Folder, IReadOnlyList<RoleStatus> Roles, IReadOnlyList<SetStatus> Sets)
{
    public bool HasExpired => Roles.Any(role => role.IsExpired);

    public static FeedStatus Of(string folder, PublishedFeed feed, DateTimeOffset now)
    {
        var roles = new List<RoleStatus> { RoleStatus.Of(RoleName.Root, feed.Root.Content, now) };
        foreach (var (name, role) in ((string, RoleMetadata?)[])[(RoleName.Timestamp, feed.Timestamp?.Content), (RoleName.Snapshot, feed.Snapshot?.Content), (RoleName.Targets, feed.Targets?.Content)])
        {
            if (role is not null)
            {
                roles.Add(RoleStatus.Of(name, role, now));
            }
        }

        roles.AddRange(feed.Provinces.OrderBy(role => role.Key, StringComparer.Ordinal).Select(role => RoleStatus.Of(role.Key, role.Value.Content, now)));
        return new(folder, roles, [.. feed.Sets().GroupBy(set => (set.Result.Province, set.Result.DataClass)).Select(SetStatus.Of)]);
    }
}

/// <param name="Version">The role metadata's version.</param>
internal sealed record RoleStatus(string Role, long Version, DateTimeOffset Expires, bool IsExpired)
{
    public static RoleStatus Of(string name, RoleMetadata metadata, DateTimeOffset now) => new(name, metadata.Version, metadata.Expires, metadata.IsExpiredAt(now));
}

/// <param name="Bytes">Download size of the complete set.</param>
/// <param name="Deltas">The number offered.</param>
internal sealed record SetStatus(string Province, string Class, long Version, int Rows, long Bytes, int Deltas)
{
    public static SetStatus Of(IEnumerable<SetTarget> files)
    {
        var newest = files.OfType<SetTarget.Snapshot>().MaxBy(file => file.Result.Version)!;
        return new(newest.Result.Province.Text, newest.Result.DataClass.Name(), newest.Result.Version, newest.Result.Rows, newest.Packing.Length, files.OfType<SetTarget.Delta>().Count());
    }
}
