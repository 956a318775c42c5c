using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Words;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>Downloads one target into a folder, through a temporary file that is renamed into place after its length and hashes are verified.</summary>
internal sealed class TargetDownload(HttpFetcher fetcher, FeedAddress targets, IDurableFiles files)
{
    /// <summary>255 bytes for a file name, less the temporary file's suffix.</summary>
    private const int MaxNameLength = 240;

    /// <summary>The file's name in the folder: the URL-encoded path, which cannot lead elsewhere, or its hash if that is too long.</summary>
    public static string NameOf(string targetPath) =>
        Uri.EscapeDataString(targetPath) is { Length: <= MaxNameLength } quoted && quoted.Trim('.').Length > 0
            ? quoted
            : FileHashes.Sha256Of(System.Text.Encoding.UTF8.GetBytes(targetPath)).Prefix;

    /// <summary>Whether the file exists with the right length and hashes.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<bool> IsThereAsync(string path, TargetFile target, CancellationToken cancellationToken)
    {
        if (!File.Exists(path) || new FileInfo(path).Length != target.Length)
        {
            return false;
        }

        await using var hashing = new HashingStream(Stream.Null, target.Hashes);
        await using var file = RegularFile.OpenStream(path);
        await file.CopyToAsync(hashing, cancellationToken);
        return hashing.Matches();
    }

    /// <returns>Null if the file is in place; otherwise a sentence that says why not. The previous file is then unchanged.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task<Phrase?> RunAsync(TargetOutcome.Found target, string path, CancellationToken cancellationToken)
    {
        var beside = path + ".part";
        try
        {
            if (await FetchAsync(target, beside, cancellationToken) is { } failure)
            {
                return failure;
            }

            files.Sync(beside);
            File.Move(beside, path, overwrite: true);
            files.SyncFolder(Path.GetDirectoryName(path)!);
            return null;
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private async Task<Phrase?> FetchAsync(TargetOutcome.Found target, string beside, CancellationToken cancellationToken)
    {
        await using var file = PlainFile.Create(beside);
        await using var hashing = new HashingStream(file, target.File.Hashes);
        return await fetcher.CopyAsync(targets.Of(target.Location), target.File.Length, hashing, cancellationToken) switch
        {
            FetchOutcome.Failed failed => failed.Fault.Of(target.Path),
            _ when file.Position != target.File.Length || !hashing.Matches() => new($"{target.Path} không phải tệp mà {target.Role} bảo đảm.", $"{target.Path} is not the file that {target.Role} vouches for."),
            _ => null,
        };
    }
}
