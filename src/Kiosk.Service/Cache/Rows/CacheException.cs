using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.Service.Cache.Rows;

/// <summary>The cache cannot answer. The sentence names the file and the place.</summary>
internal sealed class CacheException(CacheFault fault, Phrase sentence, Exception? cause = null) : SentenceException(sentence, cause)
{
    /// <summary>What to do where the cache cannot be used: it holds nothing that is kept only there.</summary>
    public static readonly Phrase FetchAnew = new("Hãy tải lại dữ liệu: kiosk sync now, hoặc kiosk sync import THƯ-MỤC", "Fetch the data anew: kiosk sync now, or kiosk sync import PATH");

    public CacheFault Fault { get; } = fault;

    /// <summary>The file that the message is about, where it is about one.</summary>
    public string? Path { get; init; }

    /// <summary>A file of the terminal's own that the system does not give, in one sentence.</summary>
    public static CacheException Unreadable(string path, Exception e) => e switch
    {
        UnauthorizedAccessException => new(
            CacheFault.Denied, new Phrase($"Không đọc được {path}: không đủ quyền.", $"{path} cannot be read: permission denied.").Then(RemedyFor(path)), e)
        { Path = path },
        NotAFileException other => new(CacheFault.Damaged, other.Sentence.Then(FetchAnew), e) { Path = path },
        _ => new(
            CacheFault.Damaged,
            new Phrase($"Không đọc được {path}", $"{path} cannot be read").Because(SystemRefusal.ReasonOf(e, path)).Then(new("Hãy kiểm tra ổ đĩa.", "Look at the disk.")).Then(FetchAnew),
            e)
        { Path = path },
    };

    private static Phrase RemedyFor(string path)
    {
        try
        {
            var folder = System.IO.Path.GetDirectoryName(path)!;
            var (owner, heir) = (FolderOwner.Of(path), FolderOwner.Of(folder));
            return owner == heir
                ? new($"Hãy chạy lệnh bằng người dùng là chủ: {owner.Running("kiosk")} …", $"Run this as its owner: {owner.Running("kiosk")} …")
                : new(
                    $"Tệp thuộc về {FolderOwner.NameOf(owner)}; hãy trả lại cho người dùng của dịch vụ: sudo chown -R {heir.ForChown} {ShellWord.Of(folder)}",
                    $"It belongs to {owner}; give it back to the service's user: sudo chown -R {heir.ForChown} {ShellWord.Of(folder)}");
        }
        catch (IOException)
        {
            var folder = ShellWord.Of(System.IO.Path.GetDirectoryName(path)!);
            return new($"Hãy trả lại cho người dùng của dịch vụ: sudo chown -R {SystemUser.OfTheService} {folder}", $"Give it back to the service's user: sudo chown -R {SystemUser.OfTheService} {folder}");
        }
    }
}

/// <summary>What kept the cache from answering.</summary>
internal enum CacheFault
{
    /// <summary>A file is unreadable or not what it should be: the terminal cannot serve.</summary>
    Damaged = 0,

    /// <summary>Nothing was built yet.</summary>
    Missing,

    /// <summary>A file belongs to another user.</summary>
    Denied,

    /// <summary>An older generation was put in the place of the one in force.</summary>
    RolledBack,

    /// <summary>A member's record does not open with the key of this card: treat the holder as unknown.</summary>
    Sealed,

    /// <summary>This terminal is not let in to the data: it has no key that opens it.</summary>
    NoAccess,

    /// <summary>The generation was replaced and closed while somebody still held it.</summary>
    Closed,

    /// <summary>Another program is building a generation in the same folder.</summary>
    Busy,
}
