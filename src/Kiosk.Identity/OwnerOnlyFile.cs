using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.Identity;

/// <summary>Reads the key file, which nobody but the service's user may read.</summary>
internal static class OwnerOnlyFile
{
    private const int MaxLength = 8_192;

    /// <returns>At most 8 KiB; null if there is no such file.</returns>
    /// <exception cref="KeyStoreException">It is not a regular file, is open to others, or cannot be read.</exception>
    public static byte[]? Read(string path)
    {
        try
        {
            return Place.KindOf(path) is PlaceKind.Absent ? null : ReadFile(path);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new KeyStoreException(
                new Phrase($"Không đọc được khóa của máy trong {path}: không đủ quyền.", $"The terminal's keys in {path} cannot be read: permission denied.").Then(FolderOwner.RemedyFor(path)), denied);
        }
        catch (NotAFileException other)
        {
            throw new KeyStoreException(other.Sentence.Then(new("Tệp này chứa khóa của máy.", "The file holds the terminal's keys.")), other);
        }
        catch (IOException cause)
        {
            throw new KeyStoreException(new Phrase($"Không đọc được khóa của máy trong {path}", $"The terminal's keys in {path} cannot be read").Because(SystemRefusal.SentenceOf(cause)), cause);
        }
    }

    private static byte[] ReadFile(string path)
    {
        Place.RequireFile(path);
        using var file = PlainFile.TryOpenOwn(path) ?? throw new KeyStoreException(new(
            $"{path} là một liên kết. Đó là nơi chứa khóa của máy: hãy đặt chính tệp vào đó.", $"{path} is a link. It holds the terminal's keys: put the file itself there."));
        if (FileStatus.Of(file) is not { IsOpenToOthers: false })
        {
            throw new KeyStoreException(new(
                $"{path} chứa khóa của máy mà người dùng khác đọc được: hãy chạy chmod 600 {ShellWord.Of(path)}",
                $"{path} is open to other users, and holds the terminal's keys: chmod 600 {ShellWord.Of(path)}"));
        }

        var content = new byte[Math.Min(RandomAccess.GetLength(file), MaxLength)];
        return content[..RandomAccess.Read(file, content, 0)];
    }
}
