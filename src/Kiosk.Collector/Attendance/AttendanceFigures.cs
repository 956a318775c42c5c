using Kiosk.Collector.People;
using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;

namespace Kiosk.Collector.Attendance;

/// <summary>The figures of one session as every door computes them, from what the collector knows of the roster and the journals.</summary>
internal static class AttendanceFigures
{
    /// <summary>The roster with the alternates who take a delegate's place by a supervisor's act.</summary>
    public static IReadOnlyList<ConvenedPerson> WithSubstitutes(IReadOnlyList<ConvenedPerson> convened, AttendanceList list)
    {
        if (list.Substitutes.Count == 0)
        {
            return convened;
        }

        var entries = convened.ToDictionary(person => person.Pseudonym, person => person.Entry, StringComparer.Ordinal);
        return [.. convened.Select(person => list.Substitutes.TryGetValue(person.Pseudonym, out var absent) && Substitutions.LineOf(person.Entry, entries.GetValueOrDefault(absent)) is { } line ? person with { Entry = line } : person)];
    }

    /// <param name="convened">The meeting's roster.</param>
    /// <param name="sessions">Of the meeting, as far as anything was recorded: who came to one of them is not absent throughout.</param>
    /// <param name="list">The session in question.</param>
    /// <returns>Null for a meeting whose rule says nothing.</returns>
    public static AttendanceSummary? Of(Meeting meeting, IReadOnlyList<ConvenedPerson> convened, IEnumerable<AttendanceList> sessions, AttendanceList list)
    {
        if (MeetingRules.Default.HasQuorum(meeting.Kind) && !Quorum.IsSound(meeting.Quorum))
        {
            return null;
        }

        var present = list.Present.ToDictionary(person => person.Pseudonym, StringComparer.Ordinal);
        var excused = list.Absent.Select(person => person.Pseudonym).ToHashSet(StringComparer.Ordinal);
        var before = sessions.Where(session => session.Context != list.Context).SelectMany(session => session.Present).Select(person => person.Pseudonym).ToHashSet(StringComparer.Ordinal);
        var lines = WithSubstitutes(convened, list).Select(person =>
        {
            var came = present.GetValueOrDefault(person.Pseudonym);
            // What the door found of an alternate who replaces nobody does not bind one who does since.
            var flags = list.Substitutes.ContainsKey(person.Pseudonym) ? null : came?.Flags;
            return new AttendanceLine(person.Entry, came?.First.At, came is { IsInside: true }, flags, excused.Contains(person.Pseudonym), before.Contains(person.Pseudonym));
        });
        var onRoster = convened.Select(person => person.Pseudonym).ToHashSet(StringComparer.Ordinal);
        var others = list.Present.Where(person => !onRoster.Contains(person.Pseudonym)).ToList();
        return AttendanceSummary.Of(meeting, MeetingRules.Default, [.. lines], (others.Count, others.Count(person => person.IsInside)));
    }
}
