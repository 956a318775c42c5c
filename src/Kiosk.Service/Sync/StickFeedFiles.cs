using Kiosk.Service.Durability;
using Kiosk.Service.Sync.Tuf;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Service.Sync;

/// <summary>
/// A feed as it was copied onto a stick. A stick is hostile: only plain files directly below real folders are opened, no link is followed, nothing that is asked for
/// leads out of the folder, no more is read than is signed.
/// </summary>
internal sealed class StickFeedFiles : IFeedFiles
{
    private const string MetadataFolder = "metadata";
    private const string TargetsFolder = "targets";
    private const string OwnFolder = "kiosk";
    private const int PieceLength = 128 * 1024;

    private readonly string folder;

    private StickFeedFiles(string folder) => this.folder = folder;

    /// <param name="path">Where the stick is mounted.</param>
    /// <returns>Null when there is no feed.</returns>
    public static StickFeedFiles? Find(string path)
    {
        var found = ((string[])[path, Path.Combine(path, OwnFolder)]).FirstOrDefault(one => Directory.Exists(Path.Combine(one, MetadataFolder)));
        return found is null ? null : new(Path.GetFullPath(found));
    }

    /// <inheritdoc/>
    public async Task<FetchOutcome> FetchMetadataAsync(string fileName, long greatestLength, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var failure = await CopyAsync([MetadataFolder, fileName], 0, greatestLength, content, cancellationToken);
        return failure ?? new FetchOutcome.Fetched(content.ToArray());
    }

    /// <inheritdoc/>
    /// <remarks>A stick costs no bytes: the budget only counts them.</remarks>
    public async Task<FetchOutcome?> FetchTargetAsync(string location, FileStream partial, long length, ByteBudget meter, CancellationToken cancellationToken)
    {
        var begun = partial.Position;
        var outcome = await CopyAsync([TargetsFolder, .. location.Split('/').Select(Uri.UnescapeDataString)], begun, length, partial, cancellationToken);
        meter.CountFree(partial.Position - begun);
        return outcome;
    }

    private async Task<FetchOutcome?> CopyAsync(string[] path, long offset, long greatestLength, Stream destination, CancellationToken cancellationToken)
    {
        var name = string.Join('/', path);
        if (path.Any(part => part.Length == 0 || part is "." or ".." || part.AsSpan().IndexOfAny('/', '\0') >= 0))
        {
            return new FetchOutcome.NotFound($"{name} is no name of a file on a stick.");
        }

        SafeFileHandle? file;
        try
        {
            file = PlainFile.Open(folder, path);
        }
        catch (IOException e)
        {
            return new FetchOutcome.Unreachable(e.Message);
        }

        if (file is null)
        {
            return new FetchOutcome.NotFound($"{name} is not on the stick.");
        }

        using (file)
        {
            return await CopyAsync(file, name, offset, greatestLength, destination, cancellationToken);
        }
    }

    private static async Task<FetchOutcome?> CopyAsync(
        SafeFileHandle file, string name, long offset, long greatestLength, Stream destination, CancellationToken cancellationToken)
    {
        var piece = new byte[PieceLength];
        for (var position = offset; ;)
        {
            int count;
            try
            {
                count = await RandomAccess.ReadAsync(file, piece, position, cancellationToken);
            }
            catch (IOException e)
            {
                return new FetchOutcome.Unreachable($"{name} on the stick cannot be read: {e.Message}");
            }

            if (count == 0)
            {
                return null;
            }

            position += count;
            if (position > greatestLength)
            {
                return new FetchOutcome.TooLong($"{name} on the stick is longer than {greatestLength} bytes.");
            }

            await destination.WriteAsync(piece.AsMemory(0, count), cancellationToken);
        }
    }
}
