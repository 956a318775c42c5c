using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>The journal cannot be opened, read or written. The sentence names the file; the terminal goes out of service.</summary>
internal class JournalException(Phrase sentence, Exception? cause = null) : SentenceException(sentence, cause)
{
    /// <summary>There is no journal in the folder.</summary>
    public static JournalException Missing(string folder) => new(new($"Không có nhật ký trong {folder}.", $"There is no journal in {folder}."));

    /// <summary>The file exists, and cannot be read.</summary>
    /// <param name="what">The subject of the sentence.</param>
    public static JournalException Unreadable(Phrase what, string path, Exception cause) => cause switch
    {
        UnauthorizedAccessException => new(
            new Phrase($"Không đọc được {what.Vietnamese}: không đủ quyền.", $"{what.English} cannot be read: permission denied.").Then(FolderOwner.RemedyFor(path)), cause),
        _ => new(new Phrase($"Không đọc được {what.Vietnamese}", $"{what.English} cannot be read").Because(SystemRefusal.ReasonOf(cause, path)), cause),
    };
}

/// <summary>Another process writes the journal: two services were started on one data folder, and this is the second.</summary>
internal sealed class JournalInUseException(string folder)
    : JournalException(new(
        $"Chương trình khác đang ghi nhật ký trong {folder}, có lẽ là dịch vụ đang chạy: xem bằng kiosk status.",
        $"The journal in {folder} is being written by another process, most likely the running service: kiosk status shows it."));

/// <summary>The journal's content fails verification. Nothing was changed.</summary>
internal sealed class JournalBrokenException(JournalBreak found)
    : JournalException(new(
        $"Nhật ký bị hỏng trong {found.Segment} tại byte {found.Offset}: {found.What.Vietnamese}. Tệp được giữ nguyên.",
        $"The journal is broken in {found.Segment} at byte {found.Offset}: {found.What.English}. The file is kept as it is."))
{
    public JournalBreak Break { get; } = found;
}

/// <summary>The first place at which a journal fails verification.</summary>
/// <param name="Segment">Path of the segment file.</param>
/// <param name="Offset">Start of the frame or header, in bytes from the start of the file.</param>
/// <param name="What">To follow a colon, without a full stop.</param>
internal sealed record JournalBreak(string Segment, long Offset, Phrase What);
