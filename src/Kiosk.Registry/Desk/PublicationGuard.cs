using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.Desk;

/// <summary>
/// Prevents publishing from a desk or feed restored from an old backup: terminals refuse versions lower than those they have seen, and reusing a number
/// splits them permanently. Compares the feed, the desk's own record, and what is served at the configured address (<see cref="DeskSettings.Published"/>).
/// </summary>
internal static class PublicationGuard
{
    /// <exception cref="RegistryException">A newer publication, or a different one with the same number, exists; or the served feed cannot be read.</exception>
    public static async Task CheckAsync(RegistryDesk desk, FeedTree tree, CancellationToken cancellationToken)
    {
        var (root, timestamp) = (tree.NewestVersionOf(RoleName.Root), tree.ReadMetadata(RoleName.Timestamp, version: null));
        var version = timestamp is null ? 0 : VersionOf(timestamp, desk.Feed);
        var mark = desk.ReadMark();
        if (mark.Root > root || mark.Timestamp > version)
        {
            throw new RegistryException(
                new($"{desk.Feed} có root {root} và timestamp {version}, cũ hơn root {mark.Root} và timestamp {mark.Timestamp} mà bàn này đã phát hành: hãy đặt bản sao mới nhất của nguồn dữ liệu vào đó, các máy từ chối bản cũ hơn.", $"{desk.Feed} holds root {root} and timestamp {version}, older than root {mark.Root} and timestamp {mark.Timestamp} that this desk published: put the newest copy of the feed there, terminals refuse older ones."));
        }

        if (desk.Settings.Published is { } address)
        {
            await CompareAsync(desk, new ServedFeed(address, desk.Folder), root, (version, timestamp), cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task CompareAsync(RegistryDesk desk, ServedFeed served, long root, (long Version, byte[]? Bytes) own, CancellationToken cancellationToken)
    {
        var other = await served.ReadAsync("timestamp.json", cancellationToken).ConfigureAwait(false);
        var version = other is null ? 0 : VersionOf(other, served.Address);
        if (version > own.Version || await served.ReadAsync($"{root + 1}.root.json", cancellationToken).ConfigureAwait(false) is not null)
        {
            throw new RegistryException(
                new($"{served.Address} đang cung cấp timestamp {version}, hoặc một root, mới hơn timestamp {own.Version} và root {root} trong {desk.Feed}, như khi khôi phục từ bản sao lưu cũ: hãy chép dữ liệu đang cung cấp về đó rồi mới phát hành.", $"{served.Address} serves timestamp {version}, or a root, newer than timestamp {own.Version} and root {root} in {desk.Feed}, as after a restore from an old backup: copy what is served there, then publish."));
        }

        if (version == own.Version && other is not null && !other.AsSpan().SequenceEqual(own.Bytes))
        {
            throw new RegistryException(
                new($"{served.Address} đang cung cấp timestamp {version} khác với {desk.Feed}, như khi hai bàn cùng phát hành một nguồn dữ liệu: hãy chép bản mà các máy đang biết sang chỗ kia rồi mới phát hành.", $"{served.Address} serves another timestamp {version} than {desk.Feed} holds, as when two desks publish one feed: copy the one that terminals know to the other place, then publish."));
        }
    }

    private static long VersionOf(byte[] timestamp, string where)
    {
        try
        {
            return MetadataParser.ParseTimestamp(timestamp).Content.Version;
        }
        catch (MetadataFormatException e)
        {
            var fault = timestamp.Length == 0 ? new Phrase("để trống", "is empty") : new($"bị hỏng [{e.Message.TrimEnd('.')}]", $"is damaged ({e.Message.TrimEnd('.')})");
            throw new RegistryException(
                new($"metadata/timestamp.json ở {where} {fault.Vietnamese} nên không biết bản nào đã phát hành: hãy chép bản mới nhất của nguồn dữ liệu (từ nơi khác còn giữ, hoặc bản sao lưu) vào đó rồi phát hành lại.", $"metadata/timestamp.json in {where} {fault.English}, so nobody knows what was published last: copy the newest copy of the feed there (from wherever else it is kept, or a backup), then publish again."), e);
        }
    }
}
