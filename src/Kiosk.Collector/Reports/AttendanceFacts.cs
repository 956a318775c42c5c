using Kiosk.Collector.Attendance;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Journals;
using Kiosk.Collector.People;
using Kiosk.Collector.Storage;
using Kiosk.Feed.Records;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Reports;

/// <summary>Puts together what the journals recorded of a meeting and who its people are.</summary>
/// <param name="guests">Opens their names; null where no key is here.</param>
internal sealed class AttendanceFacts(JournalStore journals, PeopleStore people, ToldStore told, SealedParts? guests, TimeProvider time)
{
    /// <returns>One for each session of the meeting, by time; null if no such meeting was imported.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<IReadOnlyList<SessionAttendance>?> OfAsync(string meeting, CancellationToken cancellationToken)
    {
        if (await people.FindMeetingAsync(meeting, cancellationToken) is not { } known)
        {
            return null;
        }

        var asOf = time.GetUtcNow();
        var convened = await people.ConvenedAsync(meeting, cancellationToken);
        var records = await MeetingRecords.ReadAsync(journals, told, meeting, cancellationToken);
        var terminals = (await journals.JournalsAsync(cancellationToken)).ToDictionary(journal => journal.Journal, StringComparer.Ordinal);
        var lists = AttendanceList.Of(records.All).ToDictionary(list => list.Context, StringComparer.Ordinal);
        return
        [
            .. known.Meeting.Sessions.OrderBy(session => session.Opens).Select(session =>
            {
                var context = $"{meeting}/{session.Id}";
                List<CollectedFrame> own = [.. records.Collected.Where(frame => frame.Entry.Record.Context == context)];
                return Of(known, session, asOf, convened, lists.Values, lists.GetValueOrDefault(context) ?? new(context, [], [], []), JournalsOf(own, terminals), own) with { Halls = records.Halls, HasUpstream = records.HasUpstream };
            }),
        ];
    }

    private SessionAttendance Of(
        KnownMeeting known, MeetingSession session, DateTimeOffset asOf, List<ConvenedPerson> convened, IEnumerable<AttendanceList> all, AttendanceList list, IReadOnlyList<ReportedJournal> recorded, List<CollectedFrame> frames)
    {
        var present = list.Present.ToDictionary(person => person.Pseudonym, StringComparer.Ordinal);
        var absent = list.Absent.ToDictionary(person => person.Pseudonym, StringComparer.Ordinal);
        var lines = AttendanceFigures.WithSubstitutes(convened, list).Select(person =>
            present.TryGetValue(person.Pseudonym, out var came) ? Arrived(person.Pseudonym, person, came, session)
            : absent.TryGetValue(person.Pseudonym, out var noted) ? new(person.Pseudonym, person, noted.HasReason ? Presence.AbsentWithReason : Presence.AbsentWithoutReason, noted.Noted, IsLate: false)
            : new PersonAttendance(person.Pseudonym, person, Presence.NotArrived, Recorded: null, IsLate: false));
        var onRoster = convened.Select(person => person.Pseudonym).ToHashSet(StringComparer.Ordinal);
        var others = list.Present.Where(person => !onRoster.Contains(person.Pseudonym)).Select(person => Arrived(person.Pseudonym, person: null, person, session) with { GuestName = GuestNameOf(person, frames) });
        return new(known, session, asOf, [.. lines, .. others], list.Conflicts.Count(), AttendanceFigures.Of(known.Meeting, convened, all, list), recorded);
    }

    private static PersonAttendance Arrived(string pseudonym, ConvenedPerson? person, PresentPerson came, MeetingSession session) =>
        new(pseudonym, person, Presence.Present, came.First, came.First.At > session.Starts) { Left = came.Left };

    private string? GuestNameOf(PresentPerson guest, List<CollectedFrame> frames) =>
        frames.Find(frame => frame.TerminalId == guest.First.TerminalId && frame.Entry.Sequence.Value == guest.First.Sequence && frame.Entry.Record.Clock.Instant == guest.First.At) is { } frame ? guests?.Open(frame)?.GuestName : null;

    private static IReadOnlyList<ReportedJournal> JournalsOf(List<CollectedFrame> frames, Dictionary<string, TerminalStanding> terminals) =>
    [
        .. frames.GroupBy(frame => frame.Journal, StringComparer.Ordinal).OrderBy(terminal => terminal.Key, StringComparer.Ordinal).Select(terminal => new ReportedJournal(
            JournalName.TerminalOf(terminal.Key),
            [.. terminal.Select(frame => frame.Entry.Record.Door).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            terminals.GetValueOrDefault(terminal.Key)?.ReceiptSize ?? 0,
            terminals.GetValueOrDefault(terminal.Key)?.Receipt is { } receipt ? Convert.ToBase64String(Checkpoint.Parse(SignedNote.Parse(receipt).Text).Root.Span) : null)),
    ];
}
