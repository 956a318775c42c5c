using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.CheckIn;

/// <summary>Holds the attendance book of the current session. Fills it from the journal when the session or the terminal starts, and rebuilds it for each new cache generation, whose roster may differ.</summary>
internal sealed class AttendanceRegister(CheckInJournal journal, MeetingRules rules)
{
    private readonly Lock gate = new();
    private AttendanceBook? book;
    private long bookGeneration;

    /// <exception cref="CacheException">The roster cannot be read.</exception>
    public AttendanceBook BookFor(AdmissionMode.AtMeeting mode, CacheGeneration generation)
    {
        lock (gate)
        {
            var context = AttendanceBook.ContextOf(mode.Meeting, mode.Session);
            if (book is null || book.Context != context || bookGeneration != generation.Number)
            {
                var events = book?.Context == context ? book.Events : RecordedEvents(context);
                book = new AttendanceBook(mode.Meeting, mode.Session, new Roster(generation.Roster(mode.Meeting.Id)), rules, events);
                bookGeneration = generation.Number;
            }

            return book;
        }
    }

    /// <returns>Null unless the tap is at a meeting.</returns>
    /// <exception cref="CacheException">The roster cannot be read.</exception>
    public AttendanceSummary? SummaryOf(TapContext context) =>
        context.Mode is AdmissionMode.AtMeeting meeting ? BookFor(meeting, context.Generation).Summarise() : null;

    /// <summary>Records an arrival under the lock that guards rebuilding, so that it cannot go into a book that was just replaced.</summary>
    public void Record(AdmissionMode.AtMeeting mode, CacheGeneration generation, AttendanceEvent one)
    {
        lock (gate)
        {
            BookFor(mode, generation).Record(one);
        }
    }

    private IEnumerable<AttendanceEvent> RecordedEvents(string context) =>
        from entry in journal.Read()
        let record = entry.Record
        where record.Mode == JournalMode.Meeting && record.Outcome == JournalOutcome.Admitted && record.Context == context
        select new AttendanceEvent.Entered(context, Pseudonym.FromBytes(record.Pseudonym.Span), new Attendance(record.Clock.Instant, record.Door), FlagsOf(record.Counts));

    private static VotingFlags FlagsOf(JournalCounts counts) =>
        new(counts.HasFlag(JournalCounts.Quorum), counts.HasFlag(JournalCounts.VotingBase), counts.HasFlag(JournalCounts.Vote));
}
