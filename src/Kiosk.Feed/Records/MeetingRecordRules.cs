
namespace Kiosk.Feed.Records;

/// <summary>Validates meetings before a terminal checks anybody in to them.</summary>
public static class MeetingRecordRules
{
    /// <summary>The first year a meeting may take place in. Anything earlier is a mistake, and arithmetic on such times may overflow.</summary>
    public const int FirstYear = 2000;

    /// <summary>The last such year.</summary>
    public const int LastYear = 2100;

    private const int KeyLength = 32;
    private const int MaxIdLength = 64;
    private const int MaxTitleLength = 500;
    private const int MaxDenominator = 1_000_000;

    /// <exception cref="RecordException">A rule is broken; names the first.</exception>
    public static void Check(Meeting meeting)
    {
        if (!IsId(meeting.Id))
        {
            throw Broken($"the id \"{meeting.Id}\" is not 1 to {MaxIdLength} letters, digits and hyphens");
        }

        if (FindTitleFault(meeting.Title) is { } fault)
        {
            throw Broken($"the title {fault}");
        }

        if (meeting.Key.Length != KeyLength)
        {
            throw Broken($"the key has {meeting.Key.Length} bytes, not {KeyLength}");
        }

        if (meeting.Sessions.Count == 0)
        {
            throw Broken("there is no session");
        }

        if (!IsSane(meeting.Quorum, meeting.Kind))
        {
            throw Broken($"a quorum of {meeting.Quorum.Numerator}/{meeting.Quorum.Denominator} is not between 0 and 1");
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var session in meeting.Sessions)
        {
            if (session is null || !IsId(session.Id) || !ids.Add(session.Id))
            {
                throw Broken($"the session id \"{session?.Id}\" is not 1 to {MaxIdLength} letters, digits and hyphens, or occurs twice");
            }

            if (FindTitleFault(session.Title) is { } wrong)
            {
                throw Broken($"the title of session {session.Id} {wrong}");
            }

            if (!IsYear(session.Opens.Year) || !IsYear(session.Closes.Year))
            {
                throw Broken($"session {session.Id} is from {session.Opens:yyyy-MM-dd} to {session.Closes:yyyy-MM-dd}, and a meeting lies in {FirstYear} to {LastYear}: correct its dates");
            }

            if (session.Opens > session.Starts || session.Starts >= session.Closes)
            {
                throw Broken($"session {session.Id} must open, then start, then close");
            }
        }

        RecordException Broken(string what) => new($"{what}.");
    }

    public static bool IsYear(int year) => year is >= FirstYear and <= LastYear;

    public static bool IsId(string text) =>
        text.Length is > 0 and <= MaxIdLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <returns>What is wrong with a displayed text, to follow its name; null if nothing is.</returns>
    public static string? FindTitleFault(string text) =>
        string.IsNullOrWhiteSpace(text) ? "is empty"
        : text.Length > MaxTitleLength ? $"has {text.Length} characters, and {MaxTitleLength} are the most"
        : text.Where(char.IsControl).Select(character => $"has the control character U+{(int)character:X4}: type it anew").FirstOrDefault();

    // The fraction may be zero only where nobody counts.
    private static bool IsSane(QuorumRule quorum, MeetingKind kind) =>
        quorum.Denominator is > 0 and <= MaxDenominator
        && quorum.Numerator <= quorum.Denominator
        && quorum.Numerator >= (kind == MeetingKind.AsInvited ? 0 : 1);
}
