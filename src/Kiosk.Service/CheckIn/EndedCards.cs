using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Service.Configuration;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// Cards that were handed in here for new ones, until the registry's next publication says so everywhere: this terminal refuses them from then on, in every mode. Kept beside the journal, as HMACs under the
/// terminal's procedure key.
/// </summary>
internal sealed class EndedCards
{
    private const int HashLength = HMACSHA256.HashSizeInBytes;

    /// <summary>More than a terminal can hand over; anything longer is no such list.</summary>
    private const int MaxFile = 16 * 1024 * 1024;

    private readonly string path;
    private readonly IDurableFiles files;
    private readonly ReadOnlyMemory<byte> key;
    private readonly Lock gate = new();
    private readonly HashSet<string> hashes;

    private EndedCards(string path, IDurableFiles files, ReadOnlyMemory<byte> key, HashSet<string> hashes) => (this.path, this.files, this.key, this.hashes) = (path, files, key, hashes);

    /// <summary>For where no card is handed over.</summary>
    public static EndedCards None => new("", new DurableFiles(), new byte[HashLength], []);

    /// <exception cref="OutOfServiceException">The list or the procedure key cannot be used.</exception>
    public static EndedCards Open(KioskFolders folders, IDurableFiles files) =>
        new(folders.EndedCardsFile, files, ProcedureKey.OpenOrCreate(folders.ProcedureKeyFile, files), Read(folders.EndedCardsFile));

    public bool Contains(CardTag card)
    {
        lock (gate)
        {
            return hashes.Count > 0 && hashes.Contains(HashOf(card));
        }
    }

    /// <summary>Ends a card. It is refused even where the list cannot be written.</summary>
    /// <exception cref="OutOfServiceException">The list could not be written: after a restart the card would be taken again.</exception>
    public void Add(CardTag card)
    {
        lock (gate)
        {
            hashes.Add(HashOf(card));
            try
            {
                files.Replace(path, [.. hashes.Order(StringComparer.Ordinal).SelectMany(Convert.FromHexString)]);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw Unusable(new Phrase($"{path}: không ghi được danh sách thẻ đã thu lại", $"{path}: the list of cards handed in cannot be written").Because(SystemRefusal.SentenceOf(exception)), exception);
            }
        }
    }

    private static HashSet<string> Read(string path)
    {
        if (!Path.Exists(path))
        {
            return [];
        }

        try
        {
            var bytes = RegularFile.Read(path, MaxFile);
            return bytes.Length % HashLength == 0
                ? [.. bytes.Chunk(HashLength).Select(Convert.ToHexString)]
                : throw Unusable(new(
                    $"{path}: danh sách thẻ đã thu lại bị hỏng; hãy khôi phục từ bản sao lưu, hoặc xóa đi sau khi cơ quan quản lý đã công bố các thẻ đó.",
                    $"{path}: the list of cards handed in is damaged; restore it from a backup, or remove it once the registry has published those cards."));
        }
        catch (NotAFileException other)
        {
            throw Unusable(other.Sentence, other);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw Unusable(FolderOwner.Denied(path, "đọc", "read"), denied);
        }
        catch (IOException unreadable)
        {
            throw Unusable(SystemRefusal.SentenceOf(unreadable), unreadable);
        }
    }

    private static OutOfServiceException Unusable(Phrase sentence, Exception? cause = null) => new(new OutOfService(ReasonCode.TerminalOutOfService, sentence, sentence), cause);

    private string HashOf(CardTag card) => Convert.ToHexString(HMACSHA256.HashData(key.Span, [.. "ended card"u8, .. card.ToArray()]));
}
