using Kiosk.Feed.Records;
using Kiosk.Registry.Problems;
using Kiosk.Registry.Text;
using Kiosk.Words;

namespace Kiosk.Registry.Sources;

/// <summary>What a meeting must satisfy, and whether what is shown of it looks as it was typed.</summary>
internal static class MeetingTexts
{
    /// <exception cref="RegistryException">The first rule that is broken.</exception>
    public static void Check(Meeting meeting, string path, int? line, SourceProblems problems)
    {
        try
        {
            MeetingRecordRules.Check(meeting);
        }
        catch (RecordException e)
        {
            throw line is { } place ? RegistryException.At(path, place, e.Sentence) : RegistryException.In(path, e.Sentence, e);
        }

        foreach (var text in meeting.Sessions.Select(session => session.Title).Prepend(meeting.Title).Append(meeting.Quorum.LegalReference).Append(meeting.Quorum.ApprovedBy).Distinct(StringComparer.Ordinal))
        {
            Judge(text, path, line, place: null, problems);
        }
    }

    /// <summary>Any text that is shown.</summary>
    /// <param name="place">Said before what is wrong with it.</param>
    public static void Judge(string text, string path, int? line, Phrase? place, SourceProblems problems)
    {
        if (NameFault.ErrorOf(text) is { } error)
        {
            problems.Error(path, line, Behind(place, error));
        }
        else if (NameFault.WarningOf(text) is { } warning)
        {
            problems.Warn(path, line, Behind(place, warning));
        }
    }

    private static Phrase Behind(Phrase? place, Phrase fault) => place is null ? fault : new(place.Vietnamese + fault.Vietnamese, place.English + fault.English);
}
