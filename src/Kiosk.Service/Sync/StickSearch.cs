using Kiosk.Feed.Metadata;
using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>Finds a feed on a USB stick: at the top or up to two folders down, in folders of any name.</summary>
internal static class StickSearch
{
    public const string Metadata = "metadata";
    public const string Targets = "targets";

    private const int MaxDepth = 2;
    private const int MaxEntries = 100_000;
    private const int MaxFolders = 200;
    private const int MaxNames = 4;
    private const int MaxNameLength = 60;
    private static readonly Phrase CopyFeed = new("Hãy sao chép nguyên thư mục feed của cơ quan phát hành lên đó.", "Copy the desk's folder feed onto it, as it is.");

    private static readonly string[] Archives = [".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".xz"];

    /// <param name="stick">The mount point.</param>
    /// <returns>The newest feed by its own unverified version, since "feed (1)" may be newer than "feed".</returns>
    public static async Task<StickContent> LookAsync(string stick, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(stick))
        {
            return new StickContent.Absent(new($"Không có thư mục {stick}. Hãy cắm USB, và nêu nơi USB được gắn.", $"There is no folder {stick}. Plug the stick in, and name where it is mounted."));
        }

        var found = new List<(StickFeedFiles Feed, long Version)>();
        foreach (var folder in Folders(stick).Where(folder => HasMetadata(stick, folder)))
        {
            var feed = new StickFeedFiles(stick, folder);
            found.Add((feed, await VersionOfAsync(feed, cancellationToken)));
        }

        return found.Count > 0 ? new StickContent.Found(found.MaxBy(one => one.Version).Feed) : new StickContent.NoFeed(WhatIsThere(stick));
    }

    /// <summary>The entries of a folder without operating systems' clutter; none if it is a link or cannot be read.</summary>
    public static IEnumerable<FileSystemInfo> Entries(string folder)
    {
        try
        {
            var info = new DirectoryInfo(folder);
            return info is { Exists: true, LinkTarget: null } ? [.. info.EnumerateFileSystemInfos().Take(MaxEntries).Where(entry => !IsLitter(entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Treated as empty: the files missing from it are reported by name.
            return [];
        }
    }

    /// <summary>All folders to search, from the top down.</summary>
    private static IEnumerable<IReadOnlyList<string>> Folders(string stick)
    {
        var level = new List<IReadOnlyList<string>> { Array.Empty<string>() };
        for (var depth = 0; depth <= MaxDepth && level.Count > 0; depth++)
        {
            foreach (var folder in level)
            {
                yield return folder;
            }

            level = [.. level.SelectMany(folder => Below(stick, folder)).Take(MaxFolders)];
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Below(string stick, IReadOnlyList<string> folder) =>
        Entries(PathOf(stick, folder)).Where(entry => entry is DirectoryInfo { LinkTarget: null }).Select(entry => (IReadOnlyList<string>)[.. folder, entry.Name]);

    private static bool HasMetadata(string stick, IReadOnlyList<string> folder) => Entries(PathOf(stick, folder)).Any(entry => entry is DirectoryInfo { LinkTarget: null } && IsMetadata(entry));

    private static bool IsMetadata(FileSystemInfo entry) => string.Equals(entry.Name, Metadata, StringComparison.OrdinalIgnoreCase);

    private static async Task<long> VersionOfAsync(StickFeedFiles feed, CancellationToken cancellationToken)
    {
        var timestamp = await feed.FetchMetadataAsync(RoleName.QuotedFileNameOf(RoleName.Timestamp), new Tuf.TufClientOptions().MaxTimestamp, cancellationToken);
        try
        {
            return timestamp is Tuf.FetchOutcome.Fetched { Content: var content } ? MetadataParser.ParseTimestamp(content).Content.Version : 0;
        }
        catch (MetadataFormatException)
        {
            return 0;
        }
    }

    private static Phrase WhatIsThere(string stick)
    {
        List<FileSystemInfo> entries = [.. Folders(stick).SelectMany(folder => Entries(PathOf(stick, folder)))];
        if (entries.Count == 0)
        {
            return new($"USB trống. {CopyFeed.Vietnamese}", $"The stick is empty. {CopyFeed.English}");
        }

        if (entries.FirstOrDefault(entry => entry is FileInfo && Archives.Contains(entry.Extension, StringComparer.OrdinalIgnoreCase)) is { } archive)
        {
            return new(
                $"Trên USB không có nguồn dữ liệu mà chỉ có {Quoted(archive.Name)}, là tệp nén. Hãy giải nén trên máy tính, rồi sao chép thư mục feed trong đó lên USB.",
                $"The stick holds no feed, but {Quoted(archive.Name)}, which is packed. Unpack it on a computer, and copy the folder feed that is in it onto the stick.");
        }

        if (entries.Any(entry => entry is FileInfo && IsMetadata(entry)))
        {
            return new($"Trên USB, {Metadata} là tệp; trong nguồn dữ liệu phải là thư mục. {CopyFeed.Vietnamese}", $"On the stick {Metadata} is a file; in a feed it is a folder. {CopyFeed.English}");
        }

        var names = Entries(stick).Select(entry => Quoted(entry.Name)).ToList();
        var rest = names.Count > MaxNames ? new Phrase($" và {names.Count - MaxNames} mục khác", $" and {names.Count - MaxNames} more") : new Phrase("", "");
        var listed = string.Join(", ", names.Take(MaxNames));
        return new(
            $"Trên USB không có nguồn dữ liệu mà có {listed}{rest.Vietnamese}: không có thư mục {Metadata} ở trên cùng hoặc sâu tối đa hai thư mục. {CopyFeed.Vietnamese}",
            $"The stick holds no feed, but {listed}{rest.English}: no folder {Metadata} at its top or up to two folders down. {CopyFeed.English}");
    }

    private static bool IsLitter(string name) =>
        name.StartsWith('.') || name.StartsWith('$') || name is "System Volume Information" or "__MACOSX" or "autorun.inf" or "Thumbs.db" or "desktop.ini" or "lost+found";

    private static string PathOf(string stick, IReadOnlyList<string> folder) => Path.Combine([stick, .. folder]);

    private static string Quoted(string name) => ShownName.Of(name.Length > MaxNameLength ? $"{name[..MaxNameLength]}…" : name);
}
