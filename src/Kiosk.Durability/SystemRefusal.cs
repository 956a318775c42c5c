using System.Text.RegularExpressions;
using Kiosk.Words;

namespace Kiosk.Durability;

/// <summary>Explains operating system errors in one sentence with path, problem and remedy; the framework's own messages have no remedy, and call a folder a file.</summary>
internal static partial class SystemRefusal
{
    private const int NotPermitted = 1;
    private const int InputOutput = 5;
    private const int NameTooLong = 36;
    private const int QuotaExceeded = 122;

    /// <summary>The sentence for an exception; its own if that is already one of ours.</summary>
    public static Phrase SentenceOf(Exception exception) => SentenceOf(exception, SystemUser.Current);

    /// <param name="user">Who runs this.</param>
    /// <inheritdoc cref="SentenceOf(Exception)"/>
    public static Phrase SentenceOf(Exception exception, SystemUser user) => exception switch
    {
        ISentence known => known.Sentence,
        UnauthorizedAccessException when PathIn(exception.Message) is { } path => At(path, DeniedTo(user)),
        IOException when PathIn(exception.Message) is { } path => At(path, ReasonOf(exception, path)),
        _ => Phrase.WithDetail("hệ thống từ chối", exception.Message),
    };

    /// <summary>A sentence about a path.</summary>
    public static Phrase At(string path, Phrase reason) => new($"{ShownName.Of(path)}: {reason.Vietnamese}", $"{ShownName.Of(path)}: {reason.English}");

    /// <summary>The problem with a path, to follow its name.</summary>
    public static Phrase ReasonOf(Exception exception, string path) => exception switch
    {
        ISentence known => known.Sentence,
        UnauthorizedAccessException => Denied,
        FileNotFoundException or DirectoryNotFoundException => NothingAt(path),
        IOException { HResult: var errno } when ReasonOf(errno, path) is { } reason => reason,
        _ => Phrase.WithDetail("hệ thống từ chối", exception.Message),
    };

    /// <summary>The sentence for missing permission.</summary>
    public static Phrase Denied => DeniedTo(SystemUser.Current);

    /// <summary>The sentence for a missing file or folder, with the first missing parent if there is one.</summary>
    /// <param name="wanted">What was expected; null for a file or a folder.</param>
    public static Phrase NothingAt(string path, PlaceKind? wanted = null)
    {
        var what = wanted switch
        {
            PlaceKind.File => new Phrase("tệp", "file"),
            PlaceKind.Folder => new Phrase("thư mục", "folder"),
            _ => new Phrase("tệp hoặc thư mục", "file or folder"),
        };
        var above = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        return DiskSpace.NearestExisting(above) == above
            ? new($"không có {what.Vietnamese} này; hãy kiểm tra lại cách viết.", $"there is no such {what.English}; check how it is written.")
            : new($"không có {what.Vietnamese} này, cũng không có thư mục {above}; hãy kiểm tra lại cách viết.", $"there is no such {what.English}, nor the folder {above}; check how it is written.");
    }

    private static Phrase DeniedTo(SystemUser user) => new(
        $"người dùng {user.Name ?? $"số {user.Id}"} không có quyền ở đó; hãy cấp quyền cho người dùng ấy, hoặc chạy lệnh bằng người dùng có quyền.",
        $"{(user.Name is { } name ? $"the user {name}" : user)} has no permission for it; give that user the permission, or run this as one who has it.");

    private static Phrase? ReasonOf(int errno, string path) => errno switch
    {
        Libc.NoPermission or NotPermitted => Denied,
        Libc.NoEntry => NothingAt(path),
        Libc.NotAFolder => new("một phần của đường dẫn là tệp, trong khi cần thư mục; hãy kiểm tra lại cách viết.", "part of the path is a file where a folder is needed; check how it is written."),
        Libc.Exists => new("đã có sẵn; hãy nêu tên khác, hoặc dời tệp đó đi trước.", "exists already; name another, or take it away first."),
        Libc.NoSpace or QuotaExceeded => new("ổ đĩa đã đầy; hãy giải phóng dung lượng, hoặc nêu một chỗ trên ổ đĩa khác.", "the disk is full; make room on it, or name a place on another."),
        Libc.ReadOnlyFileSystem => new("ổ đĩa được gắn ở chế độ chỉ đọc; hãy nêu một chỗ trên ổ đĩa khác, hoặc gắn lại để ghi được.", "the disk is mounted read-only; name a place on another, or mount it so that it can be written."),
        InputOutput => new("ổ đĩa không đọc hoặc ghi được ở đó; có thể ổ đĩa sắp hỏng, hãy sao chép dữ liệu ra và thử ổ đĩa khác.", "the disk cannot be read or written there; it may be failing, so copy what is on it and try another."),
        NameTooLong => new("tên quá dài đối với ổ đĩa này; hãy nêu tên ngắn hơn.", "the name is too long for this disk; name a shorter one."),
        Libc.TooManyLinks => new("các liên kết tượng trưng ở đó dẫn vòng quanh; hãy nêu chính chỗ cần dùng.", "symbolic links lead in a circle there; name the place itself."),
        _ => null,
    };

    /// <returns>Null if the message is already one of ours.</returns>
    private static string? PathIn(string message) =>
        FrameworkSentence.Match(message) is { Success: true } framework ? framework.Groups["path"].Value
        : CallSentence.Match(message) is { Success: true } call ? call.Groups["path"].Value
        : null;

    // "Could not find file '/x'.", "Access to the path '/x' is denied.", "Read-only file system : '/x'". A test detects changes to these.
    [GeneratedRegex(@"^(Could not find (file|a part of the path)|Access to the path|The file|The directory|The path|[A-Z][A-Za-z -]+ :) '(?<path>[^']+)'", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex FrameworkSentence { get; }

    // SystemCall: "mkdir of /x failed: No such file or directory (errno 2)."
    [GeneratedRegex(@"^[a-z]+ of (?<path>.+) failed: .+ \(errno [0-9]+\)\.$", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex CallSentence { get; }
}
