using System.Globalization;
using System.Security.Cryptography;
using Kiosk.Feed.Metadata;
using Kiosk.Words;

namespace Kiosk.Feed.Publishing;

/// <summary>
/// The folder that a static web server serves unchanged: <c>metadata/</c> and <c>targets/</c>. Files appear atomically; only
/// <c>timestamp.json</c> is ever replaced.
/// </summary>
/// <remarks>
/// Files being written are in <c>.incoming</c> on the same disk, under new names: whatever has one already, a link above all, is not written through. Every method throws <see cref="IOException"/> if file access fails.
/// </remarks>
public sealed class FeedTree(string folder, IFeedSync sync) : IDisposable
{
    private const string TimestampName = "timestamp.json";
    private const int BufferLength = 256 * 1024;

    // A folder linked into the tree is not the tree's: nothing in it is deleted.
    private static readonly EnumerationOptions OwnFolders = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    private FileStream? held;

    public string Folder { get; } = Path.GetFullPath(folder);

    private string Metadata => Path.Combine(Folder, "metadata");

    private string Targets => Path.Combine(Folder, "targets");

    private string Incoming => Path.Combine(Folder, ".incoming");

    /// <summary>Locks the tree for writing until it is disposed, and deletes what an interrupted publication left behind.</summary>
    /// <exception cref="PublishingException">Another publisher holds the lock.</exception>
    public void Take()
    {
        Directory.CreateDirectory(Metadata);
        Directory.CreateDirectory(Targets);
        Directory.CreateDirectory(Incoming);
        try
        {
            held ??= new FileStream(Path.Combine(Incoming, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new PublishingException(new Phrase($"Đang có một lần phát hành khác vào {Folder}.", $"Another publication into {Folder} is in progress."), e);
        }

        foreach (var left in Directory.EnumerateFiles(Incoming).Where(path => Path.GetFileName(path) != "lock"))
        {
            File.Delete(left);
        }
    }

    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="PublishingException">The file exceeds <see cref="MetadataParser.MaxLength"/>.</exception>
    public byte[]? ReadMetadata(string role, long? version)
    {
        var path = Path.Combine(Metadata, RoleName.QuotedFileNameOf(role, version));
        if (!File.Exists(path))
        {
            return null;
        }

        return new FileInfo(path).Length <= MetadataParser.MaxLength
            ? File.ReadAllBytes(path)
            : throw new PublishingException(new Phrase($"{path} dài hơn mức của tệp siêu dữ liệu.", $"{path} is longer than metadata may be."));
    }

    /// <summary>The highest version of a role's files, referenced or not; 0 if there is none.</summary>
    public long NewestVersionOf(string role)
    {
        var ending = "." + RoleName.QuotedFileNameOf(role);
        return Directory.Exists(Metadata)
            ? Directory.EnumerateFiles(Metadata, "*" + ending)
                .Select(path => Path.GetFileName(path)[..^ending.Length])
                .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
                .DefaultIfEmpty()
                .Max()
            : 0;
    }

    /// <param name="version">Null for the timestamp.</param>
    /// <exception cref="PublishingException">The file exists and is not the timestamp.</exception>
    public void WriteMetadata(string role, long? version, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(Metadata, RoleName.QuotedFileNameOf(role, version));
        if (version is not null && File.Exists(path))
        {
            throw new PublishingException(new Phrase($"{path} đã có; những gì đã phát hành không bao giờ được ghi đè.", $"{path} already exists; published files are never rewritten."));
        }

        var temporary = Path.Combine(Incoming, Path.GetFileName(path));
        File.Delete(temporary);
        using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(content);
        }

        Date(temporary, path);
        Move(temporary, path);
    }

    /// <summary>The refusal where something published is not in the tree as it was published.</summary>
    /// <param name="fault">What is wrong with it, to follow its name.</param>
    internal PublishingException Lost(string name, Phrase fault, Exception? cause = null) => new(
        new Phrase(
            $"{name} đã phát hành {fault.Vietnamese} trong {Folder}: hãy chép bản mới nhất của nguồn dữ liệu (bản mà máy chủ web đang cung cấp, hoặc bản sao lưu) vào đó rồi phát hành lại.",
            $"{name}, which was published, {fault.English} in {Folder}: copy the newest copy of the feed there (the one that the web server serves, or a backup), then publish again."),
        cause);

    /// <inheritdoc cref="Lost"/>
    internal PublishingException Missing(string name) => Lost(name, new("không còn", "is no longer"));

    /// <summary>Opens a target's file; null if it does not exist.</summary>
    public Stream? OpenTarget(string targetPath, FileHashes hashes)
    {
        var path = PathOf(targetPath, hashes.Prefix);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024) : null;
    }

    /// <summary>Writes a target under a name derived from its content. An existing file of equal length is kept.</summary>
    /// <param name="pathOf">Gives the target path from the content's length; called after the content is written.</param>
    public (long Length, FileHashes Hashes) AddTarget(Action<Stream> write, Func<long, string> pathOf)
    {
        var temporary = Path.Combine(Incoming, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        try
        {
            long length;
            FileHashes hashes;
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            using (var hashing = new HashingStream(file))
            using (var buffered = new BufferedStream(hashing, BufferLength))
            {
                write(buffered);
                buffered.Flush();
                (length, hashes) = (hashing.Length, hashing.ToHashes());
            }

            var path = PathOf(pathOf(length), hashes.Prefix);
            if (!File.Exists(path) || new FileInfo(path).Length != length)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                Move(temporary, path);
            }

            return (length, hashes);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Deletes metadata and targets that are not in the lists. Roots are never deleted: a terminal that was off for a year walks through all of them.</summary>
    /// <param name="metadata">The metadata files to keep.</param>
    /// <param name="targets">The target files to keep, by target path and hash.</param>
    /// <returns>The number of files deleted.</returns>
    internal int Prune(IEnumerable<(string Role, long Version)> metadata, IEnumerable<(string Path, string Hash)> targets)
    {
        var kept = metadata.Select(file => Path.Combine(Metadata, RoleName.QuotedFileNameOf(file.Role, file.Version)))
            .Concat(targets.Select(file => PathOf(file.Path, file.Hash)))
            .Append(Path.Combine(Metadata, TimestampName))
            .ToHashSet(StringComparer.Ordinal);
        var removed = 0;
        foreach (var path in Directory.EnumerateFiles(Metadata).Where(path => !path.EndsWith($".{RoleName.Root}.json", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(Targets, "*", OwnFolders))
            .Where(path => !kept.Contains(path))
            .ToList())
        {
            File.Delete(path);
            removed++;
        }

        return removed;
    }

    public void Dispose() => held?.Dispose();

    // Web servers derive entity tags from length and modification time in seconds: two timestamps written in the same second would look like the same file.
    private static void Date(string temporary, string former)
    {
        if (File.Exists(former) && File.GetLastWriteTimeUtc(former).AddSeconds(1) is var next && File.GetLastWriteTimeUtc(temporary) < next)
        {
            File.SetLastWriteTimeUtc(temporary, next);
        }
    }

    private void Move(string temporary, string path)
    {
        sync.Sync(temporary);
        File.Move(temporary, path, overwrite: true);
        sync.SyncFolder(Path.GetDirectoryName(path)!);
    }

    private string PathOf(string targetPath, string hash)
    {
        var slash = targetPath.LastIndexOf('/');
        return Path.Combine(Targets, targetPath[..(slash + 1)], $"{hash}.{targetPath[(slash + 1)..]}");
    }
}
