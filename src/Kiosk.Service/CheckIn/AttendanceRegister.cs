using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.CheckIn;

/// <summary>Holds the attendance book of the current session, over all doors. Fills it from the journal when the session or the terminal starts, and rebuilds it for each new cache generation, whose roster may differ.</summary>
internal sealed class AttendanceRegister(CheckInJournal journal, MeetingRules rules, OtherDoors others)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Pseudonym, AttendanceEvent.Entered> own = [];
    private AttendanceBook? book;
    private long bookGeneration;

    /// <summary>The meeting's other doors.</summary>
    public OtherDoors Others => others;

    /// <summary>How many people of the current session were admitted both here and at another door, which did not know of each other: for somebody to review.</summary>
    public int Conflicts
    {
        get
        {
            lock (gate)
            {
                return book is null ? 0 : others.In(book.Context).OfType<AttendanceEvent.Entered>().Where(book.Holds).Select(arrival => arrival.Pseudonym).Distinct()
                    .Count(person => own.TryGetValue(person, out var here) && book.Holds(here));
            }
        }
    }

    /// <exception cref="CacheException">The roster cannot be read.</exception>
    public AttendanceBook BookFor(AdmissionMode.AtMeeting mode, CacheGeneration generation)
    {
        lock (gate)
        {
            var context = AttendanceBook.ContextOf(mode.Meeting, mode.Session);
            if (book is null || book.Context != context || bookGeneration != generation.Number)
            {
                var events = book?.Context == context ? book.Events : [.. BeginSession(context), .. others.In(context)];
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
    public void Record(AdmissionMode.AtMeeting mode, CacheGeneration generation, AttendanceEvent.Entered one)
    {
        lock (gate)
        {
            BookFor(mode, generation).Record(one);
            own[one.Pseudonym] = one;
        }
    }

    /// <summary>Records an arrival at another door, or a correction of the support desk. Kept for the session's book if there is none yet.</summary>
    public void Learn(ArrivalOfOtherDoor arrival)
    {
        lock (gate)
        {
            if (others.Add(arrival) is { } learned)
            {
                book?.Record(learned);
            }
        }
    }

    public static VotingFlags FlagsOf(JournalCounts counts) =>
        new(counts.HasFlag(JournalCounts.Quorum), counts.HasFlag(JournalCounts.VotingBase), counts.HasFlag(JournalCounts.Vote));

    private List<AttendanceEvent> BeginSession(string context)
    {
        own.Clear();
        List<AttendanceEvent> events = [];
        foreach (var recorded in journal.ArrivalsIn(context))
        {
            var entered = new AttendanceEvent.Entered(context, Pseudonym.FromBytes(recorded.Pseudonym.Span), new Attendance(recorded.Instant, recorded.Door), FlagsOf(recorded.Counts));
            own[entered.Pseudonym] = entered;
            events.Add(entered);
        }

        return events;
    }
}
