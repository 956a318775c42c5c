using Kiosk.Words;
using Microsoft.Data.Sqlite;

namespace Kiosk.Collector.Storage;

/// <summary>What SQLite refuses, with its remedy: its own messages name neither file nor way out.</summary>
internal static class SqliteRefusal
{
    // Primary result codes, https://sqlite.org/rescode.html.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <returns>Null for what no operator can mend.</returns>
    public static Phrase? SentenceOf(SqliteException refused) => ReasonOf(refused.SqliteErrorCode) is { } reason
        ? new($"Không dùng được cơ sở dữ liệu thử collector.sqlite trong thư mục dữ liệu của máy chủ thu thập: {reason.Vietnamese}.", $"The trial database collector.sqlite in the collector's data folder cannot be used: {reason.English}.")
        : null;

    private static Phrase? ReasonOf(int code) => code switch
    {
        Busy or Locked => new("chương trình khác đang giữ; hãy thử lại sau", "another program holds it; try again later"),
        ReadOnly => new("không được phép ghi, hoặc ổ đĩa đang ở chế độ chỉ đọc; hãy cấp quyền hoặc gắn lại ổ đĩa để ghi được", "it may not be written, or its disk is read-only; give the permission, or mount the disk so that it can be written"),
        InputOutput => new("ổ đĩa không đọc hoặc ghi được; ổ đĩa đã đầy, ở chế độ chỉ đọc hoặc sắp hỏng (dmesg cho biết), hãy khắc phục rồi thử lại", "its disk cannot be read or written; it is full, read-only or failing (dmesg says which), so mend that and try again"),
        Corrupt or NotADatabase => new("nội dung không đọc được; hãy phục hồi từ bản sao lưu, hoặc dời tệp đi rồi nhập lại nhật ký của các thiết bị", "its content cannot be read; restore it from a backup, or move it away and import the terminals' journals again"),
        Full => new("ổ đĩa đã đầy; hãy giải phóng dung lượng", "its disk is full; make room"),
        CannotOpen => new("không mở được; hãy kiểm tra quyền đối với thư mục và ổ đĩa của thư mục", "it cannot be opened; check the permissions of the folder and its disk"),
        _ => null,
    };
}
