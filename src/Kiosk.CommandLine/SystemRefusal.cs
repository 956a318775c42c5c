using System.Text.RegularExpressions;
using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.CommandLine;

/// <summary>What the operating system refuses, in a sentence with the path, what is wrong there and what to do: the framework's own has no remedy.</summary>
public static partial class SystemRefusal
{
    private const int NoSpace = 28;
    private const int ReadOnly = 30;

    /// <summary>Of an exception with a sentence of ours, that sentence.</summary>
    public static Phrase SentenceOf(Exception exception) => SentenceOf(exception, SystemUser.Current);

    /// <param name="user">Who runs this; of one without a name the number is said.</param>
    internal static Phrase SentenceOf(Exception exception, SystemUser user) =>
        exception is SentenceException known ? known.Sentence
        : Framework().Match(exception.Message) is { Success: true } found ? At(found.Groups["path"].Value, ReasonOf(exception, user))
        : Phrase.WithDetail("hệ thống từ chối", exception.Message);

    private static Phrase ReasonOf(Exception exception, SystemUser user) => exception switch
    {
        UnauthorizedAccessException => new(
            $"người dùng {user.Name ?? $"số {user.Id}"} không có quyền đọc hoặc ghi ở đó: hãy chạy chmod hoặc chown, hoặc chạy lệnh bằng người dùng có quyền.",
            $"{(user.Name is { } name ? $"the user {name}" : user)} may not read or write there: chmod or chown it, or run this as a user who may."),
        FileNotFoundException or DirectoryNotFoundException => new("không có tệp hoặc thư mục này, và không tạo được ở đó: hãy kiểm tra lại cách viết.", "there is no such file or folder, and none can be made there: check how it is written."),
        IOException { HResult: NoSpace } => new("đĩa đã đầy: hãy giải phóng dung lượng, hoặc nêu một chỗ trên đĩa khác.", "the disk is full: make room on it, or name a place on another."),
        IOException { HResult: ReadOnly } => new("đĩa được gắn ở chế độ chỉ đọc: hãy gắn lại để ghi được, hoặc nêu một chỗ trên đĩa khác.", "the disk is mounted read-only: mount it so that it can be written, or name a place on another."),
        _ => Phrase.WithDetail("hệ thống từ chối", exception.Message),
    };

    private static Phrase At(string path, Phrase what) => new($"{ShownName.Of(path)}: {what.Vietnamese}", $"{ShownName.Of(path)}: {what.English}");

    // "Could not find a part of the path '/x'.", "Access to the path '/x' is denied.", "Read-only file system : '/x'".
    [GeneratedRegex(@"^(Could not find (file|a part of the path)|Access to the path|[A-Z][A-Za-z -]+ :) '(?<path>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Framework();
}
