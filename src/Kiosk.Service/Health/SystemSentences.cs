using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>Descriptions of the commonest file, disk and device errors (errno(3)), as half a sentence in both languages.</summary>
internal static class SystemSentences
{
    private const int MaxErrno = 133;

    /// <summary>Finds a description in a chain of inner exceptions.</summary>
    /// <returns>Null if there is none here; the exception's own message is then a technical detail.</returns>
    public static Phrase? CauseOf(Exception? failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (ErrnoOf(cause) is { } errno && Of(errno) is { } sentence)
            {
                return sentence;
            }
        }

        return null;
    }

    public static Phrase? Of(int errno) => errno switch
    {
        1 or 13 => new("không có quyền truy cập", "permission denied"),
        2 => new("không có tệp hoặc thư mục này", "there is no such file or folder"),
        5 => new("lỗi đọc ghi, thiết bị lưu trữ có thể đã hỏng", "reading or writing fails, the storage may be failing"),
        6 => new("thiết bị không trả lời", "the device does not answer"),
        16 => new("đang được chương trình khác sử dụng", "another program uses it"),
        19 => new("không có thiết bị này", "there is no such device"),
        20 => new("một phần của đường dẫn không phải là thư mục", "part of the path is no folder"),
        21 => new("đây là thư mục, không phải tệp", "it is a folder, not a file"),
        23 or 24 => new("đang mở quá nhiều tệp", "too many files are open"),
        28 or 122 => new("ổ đĩa đã đầy", "the disk is full"),
        30 => new("ổ đĩa chỉ cho phép đọc", "the disk is read-only"),
        _ => null,
    };

    private static int? ErrnoOf(Exception cause) => cause switch
    {
        UnauthorizedAccessException => 13,
        FileNotFoundException or DirectoryNotFoundException => 2,
        IOException { HResult: > 0 and <= MaxErrno and var errno } => errno,
        _ => null,
    };
}
