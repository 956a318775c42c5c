using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Service.Admission;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>This terminal's key for procedure pseudonyms; generated once and stored beside the journal.</summary>
internal static class ProcedureKey
{
    private static readonly Phrase Remedy = new(
        "Đó là khóa thủ tục: hãy khôi phục từ bản sao lưu, hoặc để máy bắt đầu với khóa mới.", "It is the procedure key: restore it from a backup, or let the terminal begin with a new one.");

    /// <summary>Upper limit on the key file, in bytes; anything longer is not a key.</summary>
    private const int MaxLength = 64 * 1024;

    /// <exception cref="OutOfServiceException">The file has the wrong length, or cannot be read or written.</exception>
    public static ReadOnlyMemory<byte> OpenOrCreate(string path, IDurableFiles files)
    {
        if (Path.Exists(path))
        {
            return Read(path);
        }

        try
        {
            files.Replace(path, RandomNumberGenerator.GetBytes(Pseudonym.KeyLength));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(new Phrase($"{path}: không tạo được khóa thủ tục", $"{path}: the procedure key cannot be made").Because(SystemRefusal.SentenceOf(exception)), exception);
        }

        return Read(path);
    }

    /// <summary>Checks the key file, if there is one; changes nothing.</summary>
    /// <exception cref="OutOfServiceException">It has the wrong length, is not a regular file, or cannot be read.</exception>
    public static void Check(string path) => _ = Path.Exists(path) ? Read(path) : [];

    private static byte[] Read(string path)
    {
        try
        {
            var key = RegularFile.Read(path, MaxLength);
            return key.Length == Pseudonym.KeyLength
                ? key
                : throw Unusable(new(
                    $"{path}: khóa thủ tục có {key.Length} byte thay vì {Pseudonym.KeyLength}; hãy khôi phục từ bản sao lưu, hoặc xóa đi để bắt đầu với khóa mới.",
                    $"{path}: the procedure key has {key.Length} bytes instead of {Pseudonym.KeyLength}; restore it from a backup, or remove it to begin with a new one."));
        }
        catch (NotAFileException other)
        {
            throw Unusable(other.Sentence.Then(Remedy), other);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw Unusable(FolderOwner.Denied(path, "đọc", "read"), denied);
        }
        catch (IOException unreadable)
        {
            throw Unusable(SystemRefusal.SentenceOf(unreadable).Then(Remedy), unreadable);
        }
    }

    private static OutOfServiceException Unusable(Phrase sentence, Exception? cause = null) =>
        new(new OutOfService(ReasonCode.TerminalOutOfService, sentence, TerminalNotices.ProcedureKeyUnreadable), cause);
}
