using Kiosk.Feed.Records;
using Kiosk.Registry.Problems;
using Kiosk.Registry.Text;

namespace Kiosk.Registry.Sources;

/// <summary>What a meeting must satisfy, and whether its titles look as they were typed.</summary>
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
            throw line is { } place ? RegistryException.At(path, place, e.Message) : RegistryException.In(path, e.Message, e);
        }

        foreach (var title in meeting.Sessions.Select(session => session.Title).Prepend(meeting.Title).Distinct(StringComparer.Ordinal))
        {
            if (NameFault.ErrorOf(title) is { } error)
            {
                problems.Error(path, line, error);
            }
            else if (NameFault.WarningOf(title) is { } warning)
            {
                problems.Warn(path, line, warning);
            }
        }
    }
}
