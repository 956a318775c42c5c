using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>The downloaded targets, named by hash: complete and verified ones, and partial ones.</summary>
internal sealed class TargetFiles(string folder, IDurableFiles files)
{
    private const string PartEnding = ".part";

    /// <exception cref="IOException">The folder cannot be created.</exception>
    public void Create() => DurableFolder.Create(folder, files);

    /// <summary>The path of the complete file.</summary>
    public string PathOf(TargetFile target) => Path.Combine(folder, NameOf(target));

    /// <summary>Fetches the missing part of a target, verifies the whole file and renames it into place. Keeps the partial file on failure.</summary>
    /// <param name="name">The desk's name for it.</param>
    /// <returns>Null if the file is complete and verified.</returns>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    public async Task<DownloadProblem?> FetchAsync(IFeedFiles source, Phrase name, TargetFile target, string location, ByteBudget budget, CancellationToken cancellationToken)
    {
        var whole = PathOf(target);
        if (File.Exists(whole) && await TargetDownload.IsThereAsync(whole, target, cancellationToken))
        {
            return null;
        }

        var part = whole + PartEnding;
        var wasBegun = new FileInfo(part) is { Exists: true, Length: > 0 };
        try
        {
            if (await FillAsync(source, part, target, location, budget, cancellationToken) is { } failure)
            {
                return new(failure is FetchOutcome.TooLong, failure.Fault.Detail is not null ? failure.Fault : failure.Fault with { Detail = Progress(part, target) }, name);
            }
        }
        catch (BudgetSpentException e)
        {
            return new(IsRefusal: false, new(new("chưa tải đến", "not there yet"), e.Sentence), name);
        }
        catch (IOException e) when (DiskFault.In(e, folder) is { Kind: DiskFaultKind.Full } full)
        {
            // The partial file would keep the disk full, and the journal needs the space more.
            File.Delete(part);
            throw new DiskException(
                new Phrase($"{name.Vietnamese} cần {target.Length} byte trong {folder}.", $"{name.English} needs {target.Length} bytes in {folder}.").Then(full.Sentence), full.Errno, e);
        }

        if (!await TargetDownload.IsThereAsync(part, target, cancellationToken))
        {
            if (new FileInfo(part).Length < target.Length)
            {
                return new(IsRefusal: false, ShortOf(source.Origin) with { Detail = Progress(new FileInfo(part).Length, target) }, name);
            }

            // Resuming from it would fail again.
            File.Delete(part);
            return wasBegun
                // A power cut may have torn what was kept of an earlier try: nobody is blamed before the file came whole.
                ? await FetchAsync(source, name, target, location, budget, cancellationToken)
                : new(IsRefusal: true, OtherThanSigned(source.Origin), name);
        }

        files.Sync(part);
        File.Move(part, whole, overwrite: true);
        files.SyncFolder(folder);
        return null;
    }

    /// <summary>Finds a file that was completed earlier.</summary>
    /// <param name="hash">Its SHA-256 in lower-case hexadecimal.</param>
    /// <returns>Its path; null if it is gone or no longer matches its hash.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string? FindWhole(string hash)
    {
        var path = Path.Combine(folder, Path.GetFileName(hash));
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = RegularFile.OpenStream(path);
        return Convert.ToHexStringLower(SHA256.HashData(file)) == hash ? path : null;
    }

    /// <summary>Deletes all files except those of these targets, complete or partial, and those with these hashes.</summary>
    /// <exception cref="IOException">A file cannot be deleted.</exception>
    public void KeepOnly(IEnumerable<TargetFile> targets, IEnumerable<string> hashes)
    {
        var kept = targets.SelectMany(target => (string[])[NameOf(target), NameOf(target) + PartEnding]).Concat(hashes).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder).Where(path => !kept.Contains(Path.GetFileName(path))).ToList())
        {
            File.Delete(path);
        }
    }

    // The hash is unchecked text from signed metadata: only hexadecimal digits may become a file name.
    private static string NameOf(TargetFile target) =>
        target.Hashes.Prefix is { Length: > 0 and <= 128 } hash && hash.All(char.IsAsciiHexDigitLower)
            ? hash
            : throw new IOException("A signed hash is not lower-case hexadecimal.");

    private static FetchFault ShortOf(FeedOrigin origin) => origin is FeedOrigin.Stick ? new(new("trên USB chưa đủ", "not whole on the stick"), RefusalWording.CopyAgain) : HttpFaults.Closed;

    private static FetchFault OtherThanSigned(FeedOrigin origin) => origin is FeedOrigin.Stick
        ? new(new("bị sửa hoặc hư hỏng trên USB: không phải tệp đã ký", "changed or damaged on the stick: it is not the file that is signed"), RefusalWording.CopyAgain)
        : new(new("bị sửa hoặc hư hỏng trên đường truyền: không phải tệp đã ký", "changed or damaged on its way: it is not the file that is signed"), HttpFaults.AsItIs);

    private static Phrase? Progress(string part, TargetFile target) => new FileInfo(part) is { Exists: true, Length: > 0 and var length } ? Progress(length, target) : null;

    private static Phrase Progress(long length, TargetFile target) => new($"{length} trên {target.Length} byte", $"{length} of {target.Length} bytes");

    /// <returns>Why it is incomplete, or null.</returns>
    private static async Task<FetchOutcome.Failed?> FillAsync(
        IFeedFiles source, string part, TargetFile target, string location, ByteBudget budget, CancellationToken cancellationToken)
    {
        await using var file = PlainFile.CreateOrOpen(part);
        if (file.Length > target.Length)
        {
            file.SetLength(0);
        }

        file.Seek(0, SeekOrigin.End);
        if (file.Length == target.Length)
        {
            return null;
        }

        var failure = await source.FetchTargetAsync(location, file, target.Length, budget, cancellationToken);
        if (failure is FetchOutcome.TooLong)
        {
            file.SetLength(0);
        }

        return failure;
    }
}
