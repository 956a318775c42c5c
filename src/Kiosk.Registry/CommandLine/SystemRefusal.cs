using System.Text.RegularExpressions;
using Kiosk.Durability;

namespace Kiosk.Registry.CommandLine;

/// <summary>What the operating system refuses, in a sentence with the path, what is wrong there and what to do: the framework's own has no remedy.</summary>
internal static partial class SystemRefusal
{
    private const int NoSpace = 28;
    private const int ReadOnly = 30;

    /// <summary>Of an exception with a sentence of ours, that sentence.</summary>
    public static string SentenceOf(Exception exception) => SentenceOf(exception, SystemUser.Current);

    /// <param name="user">Who runs this; of one without a name the number is said.</param>
    internal static string SentenceOf(Exception exception, SystemUser user) =>
        exception is IOException or UnauthorizedAccessException && Framework().Match(exception.Message) is { Success: true } found
            ? $"{found.Groups["path"].Value}: {ReasonOf(exception, user)}"
            : exception.Message;

    private static string ReasonOf(Exception exception, SystemUser user) => exception switch
    {
        UnauthorizedAccessException => $"{(user.Name is { } name ? $"the user {name}" : user)} may not read or write there: chmod or chown it, or run this as a user who may.",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file or folder, and none can be made there: check how it is written.",
        IOException { HResult: NoSpace } => "the disk is full: make room on it, or name a place on another.",
        IOException { HResult: ReadOnly } => "the disk is mounted read-only: mount it so that it can be written, or name a place on another.",
        _ => exception.Message,
    };

    // "Could not find a part of the path '/x'.", "Access to the path '/x' is denied.", "Read-only file system : '/x'".
    [GeneratedRegex(@"^(Could not find (file|a part of the path)|Access to the path|[A-Z][A-Za-z -]+ :) '(?<path>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Framework();
}
