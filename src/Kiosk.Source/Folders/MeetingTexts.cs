using Kiosk.Feed.Records;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;
using Kiosk.Words;

namespace Kiosk.Source.Folders;

/// <summary>The rules of a meeting, and checks of how its texts are displayed.</summary>
internal static class MeetingTexts
{
    /// <exception cref="RegistryException">The first broken rule.</exception>
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

    /// <summary>Checks any displayed text.</summary>
    /// <param name="place">The location, preceding the problem.</param>
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
