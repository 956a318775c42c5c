using System.Text.RegularExpressions;
using Kiosk.Durability;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>Explains operating system errors in one sentence with path, problem and remedy; the framework's own messages have no remedy, and call a folder a file.</summary>
internal static partial class SystemRefusal
{
    private const int NotPermitted = 1;
    private const int InputOutput = 5;
    private const int NameTooLong = 36;
    private const int QuotaExceeded = 122;

    /// <summary>The sentence for an exception; its own message if that is already one of ours.</summary>
    public static string SentenceOf(Exception exception) => exception switch
    {
        IOException or UnauthorizedAccessException when PathIn(exception.Message) is { } path => $"{path}: {ReasonOf(exception, path)}",
        _ => exception.Message,
    };

    /// <summary>The problem with a path, to follow its name.</summary>
    public static string ReasonOf(Exception exception, string path) => exception switch
    {
        UnauthorizedAccessException => Denied,
        FileNotFoundException or DirectoryNotFoundException => NothingAt(path),
        IOException { HResult: var errno } => ReasonOf(errno, path) ?? exception.Message,
        _ => exception.Message,
    };

    /// <summary>The sentence for missing permission.</summary>
    public static string Denied => $"{(SystemUser.Current is { Name: { } name } ? $"the user {name}" : SystemUser.Current)} has no permission for it; give that user the permission, or run this as one who has it.";

    /// <summary>The sentence for a missing file or folder, with the first missing parent if there is one.</summary>
    /// <param name="wanted">What was expected: a file, a folder.</param>
    public static string NothingAt(string path, string wanted = "file or folder")
    {
        var above = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        var nearest = DiskSpace.NearestExisting(above);
        return nearest == above ? $"there is no such {wanted}; check how it is written." : $"there is no such {wanted}, nor the folder {above}; check how it is written.";
    }

    private static string? ReasonOf(int errno, string path) => errno switch
    {
        Libc.NoPermission or NotPermitted => Denied,
        Libc.NoEntry => NothingAt(path),
        Libc.NotAFolder => "part of the path is a file where a folder is needed; check how it is written.",
        Libc.Exists => "exists already; name another, or take it away first.",
        Libc.NoSpace or QuotaExceeded => "the disk is full; make room on it, or name a place on another.",
        Libc.ReadOnlyFileSystem => "the disk is mounted read-only; name a place on another, or mount it so that it can be written.",
        InputOutput => "the disk cannot be read or written there; it may be failing, so copy what is on it and try another.",
        NameTooLong => "the name is too long for this disk; name a shorter one.",
        Libc.TooManyLinks => "symbolic links lead in a circle there; name the place itself.",
        _ => null,
    };

    /// <returns>Null if the message is already one of ours.</returns>
    private static string? PathIn(string message) =>
        FrameworkSentence.Match(message) is { Success: true } framework ? framework.Groups["path"].Value
        : CallSentence.Match(message) is { Success: true } call ? call.Groups["path"].Value
        : null;

    // "Could not find file '/x'.", "Access to the path '/x' is denied.", "Read-only file system : '/x'". A test detects changes to these.
    [GeneratedRegex(@"^(Could not find (file|a part of the path)|Access to the path|The file|The directory|The path|[A-Z][A-Za-z -]+ :) '(?<path>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FrameworkSentence { get; }

    // SystemCall: "mkdir of /x failed: No such file or directory (errno 2)."
    [GeneratedRegex(@"^[a-z]+ of (?<path>.+) failed: .+ \(errno [0-9]+\)\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CallSentence { get; }
}
