using Kiosk.Durability;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Words;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Service.Sync;

/// <summary>
/// A feed copied onto a USB stick. Sticks are hostile: opens only regular files in real folders, follows no links, never leaves the folder, and never reads
/// more than the signed length. Names match in any letter case, because copying through FAT changes it.
/// </summary>
internal sealed class StickFeedFiles : IFeedFiles
{
    private const int PieceLength = 128 * 1024;

    private static readonly FetchFault Missing = new(new("không có trên USB", "not on the stick"), RefusalWording.CopyAgain);

    private readonly StickNames names;
    private readonly IReadOnlyList<string> folder;

    /// <param name="folder">The feed's folder, as path segments below the stick's top.</param>
    public StickFeedFiles(string stick, IReadOnlyList<string> folder) => (names, this.folder) = (new(stick), folder);

    /// <inheritdoc/>
    public FeedOrigin Origin => FeedOrigin.Stick;

    /// <summary>The feed's folder below the stick's top; empty for the top itself.</summary>
    public string Folder => string.Join('/', folder);

    /// <inheritdoc/>
    public async Task<FetchOutcome> FetchMetadataAsync(string fileName, long maxLength, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        FetchOutcome? failure = await CopyAsync([StickSearch.Metadata, fileName], 0, maxLength, content, cancellationToken);
        return failure ?? new FetchOutcome.Fetched(content.ToArray());
    }

    /// <inheritdoc/>
    /// <remarks>A stick is free: the budget only counts its bytes.</remarks>
    public async Task<FetchOutcome.Failed?> FetchTargetAsync(string location, FileStream partial, long length, ByteBudget meter, CancellationToken cancellationToken)
    {
        var begun = partial.Position;
        var outcome = await CopyAsync([StickSearch.Targets, .. location.Split('/').Select(Uri.UnescapeDataString)], begun, length, partial, cancellationToken);
        meter.CountFree(partial.Position - begun);
        return outcome;
    }

    private async Task<FetchOutcome.Failed?> CopyAsync(string[] path, long offset, long maxLength, Stream destination, CancellationToken cancellationToken)
    {
        if (path.Any(part => part.Length == 0 || part is "." or ".." || part.AsSpan().IndexOfAny('/', '\0') >= 0))
        {
            return new FetchOutcome.NotFound(new(
                new("không phải tên của một tệp trên USB", "no name of a file on a stick"), new("Hãy báo người phụ trách bàn phát hành.", "Tell whoever runs the desk.")));
        }

        SafeFileHandle? file;
        try
        {
            file = names.Open([.. folder, .. path]);
        }
        catch (IOException e)
        {
            return new FetchOutcome.Unreachable(Unreadable(e));
        }

        if (file is null)
        {
            return new FetchOutcome.NotFound(WhyMissing(path));
        }

        using (file)
        {
            return await CopyAsync(file, offset, maxLength, destination, cancellationToken);
        }
    }

    private static async Task<FetchOutcome.Failed?> CopyAsync(SafeFileHandle file, long offset, long maxLength, Stream destination, CancellationToken cancellationToken)
    {
        var piece = new byte[PieceLength];
        for (var position = offset; ;)
        {
            int count;
            try
            {
                count = await RandomAccess.ReadAsync(file, piece, position, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new FetchOutcome.Unreachable(Unreadable(e));
            }

            if (count == 0)
            {
                return null;
            }

            position += count;
            if (position > maxLength)
            {
                return new FetchOutcome.TooLong(new(
                    new("trên USB dài hơn tệp mà bàn phát hành đã ký", "longer on the stick than the desk signed it"),
                    RefusalWording.CopyAgain,
                    new($"hơn {maxLength} byte", $"more than {maxLength} bytes")));
            }

            await destination.WriteAsync(piece.AsMemory(0, count), cancellationToken);
        }
    }

    private FetchFault WhyMissing(string[] path) => names.Search([.. folder, .. path]) switch
    {
        StickNames.Absence.Folder { Name: var name } => new(
            new(
                $"không có trên USB, vì trên đó thiếu thư mục {name} bên cạnh các thư mục khác: USB chưa được chép đến hết",
                $"not on the stick, which has no folder {name} beside the others: it was not copied to its end"),
            RefusalWording.CopyAgain),
        StickNames.Absence.Shortened { Example: var example } => new(
            new("trên USB chỉ có dưới một tên bị rút ngắn", "on the stick only under a name that was shortened"),
            new(
                "Hãy định dạng USB là exFAT hoặc FAT32 trên máy tính giữ được tên dài, rồi chép lại toàn bộ thư mục feed của bàn phát hành.",
                "Format the stick as exFAT or FAT32 on a computer that keeps long names, and copy the desk's whole folder feed onto it again."),
            Phrase.Untranslated(example)),
        _ => Missing,
    };

    private static FetchFault Unreadable(Exception e) => e switch
    {
        UnauthorizedAccessException or IOException { HResult: Libc.NoPermission } =>
            new(
                new("có trên USB, nhưng người dùng này không được đọc", "on the stick, but this user may not read it"),
                new(
                    "Hãy gắn USB sao cho người dùng của máy đọc được, hoặc chép nguồn dữ liệu vào USB định dạng exFAT hoặc FAT32.",
                    "Mount the stick so that the terminal's user may read it, or copy the feed onto a stick formatted as exFAT or FAT32.")),
        IOException { HResult: Libc.NoEntry or Libc.NoDevice } => new(
            new("không còn ở đó: USB đã bị rút ra", "no longer there: the stick was pulled out"),
            new("Hãy cắm lại USB và để đó cho đến khi màn hình báo có thể rút ra.", "Plug the stick in again and leave it until the screen says that it may be taken out.")),
        _ => new(
            new("có trên USB, nhưng không đọc được ở chỗ đó: USB hỏng hoặc đã bị rút ra", "on the stick, but the stick cannot be read there: it is damaged or was pulled out"),
            new(
                "Hãy cắm lại; nếu vẫn vậy, hãy chép toàn bộ thư mục feed của bàn phát hành vào USB khác.",
                "Plug it in again; if that does not help, copy the desk's whole folder feed onto another stick.")),
    };
}
