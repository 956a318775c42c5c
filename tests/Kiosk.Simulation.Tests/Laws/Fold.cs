using Kiosk.Journal;
using Kiosk.Service.Admission;

namespace Kiosk.Simulation.Tests.Laws;

/// <summary>Who is present, counted again in the plainest way: at each door, admissions less what was undone there. It knows no instants, so no clock can mislead it.</summary>
internal static class Fold
{
    public static string KeyOf(JournalRecord record) => Convert.ToHexString(record.Pseudonym.Span);

    /// <summary>People whose admission at a door stands, by their pseudonyms in hexadecimal.</summary>
    public static HashSet<string> InsideAt(string door, IEnumerable<JournalRecord> records, string context)
    {
        var standing = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in records.Where(record => record.Mode is JournalMode.Meeting && record.Context == context && record.Door == door))
        {
            var key = KeyOf(record);
            standing[key] = standing.GetValueOrDefault(key) + record.Outcome switch
            {
                JournalOutcome.Admitted => 1,
                JournalOutcome.Undone => -1,
                _ => 0,
            };
        }

        return [.. standing.Where(one => one.Value > 0).Select(one => one.Key)];
    }

    /// <summary>People who arrived at other doors, by what was told of them.</summary>
    public static HashSet<Pseudonym> Arrived(IEnumerable<AttendanceEvent> told) =>
        [.. told.GroupBy(one => (one.Pseudonym, one.Door)).Where(one => one.Count(Enters) > one.Count(Undoes)).Select(one => one.Key.Pseudonym)];

    private static bool Enters(AttendanceEvent one) => one is AttendanceEvent.Entered { IsRepeat: false };

    private static bool Undoes(AttendanceEvent one) => one is AttendanceEvent.Reverted;
}
