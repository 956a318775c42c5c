using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.CheckIn;

/// <summary>Holds the attendance book of the current session, over all doors. Fills it from the journal when the session or the terminal starts, and rebuilds it for each new cache generation, whose roster may differ.</summary>
internal sealed class AttendanceRegister(MeetingJournals journals, MeetingRules rules, OtherDoors others)
{
    private readonly Lock gate = new();
    private readonly List<AttendanceEvent> passages = [];
    private AttendanceBook? book;
    private long bookGeneration;

    /// <summary>The meeting's other doors.</summary>
    public OtherDoors Others => others;

    /// <inheritdoc cref="AttendanceBook.Conflicts"/>
    public int Conflicts
    {
        get
        {
            lock (gate)
            {
                return book?.Conflicts ?? 0;
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
                var events = book?.Context == context ? book.Events : [.. BeginSession(mode, context), .. others.In(context)];
                book = new AttendanceBook(mode.Meeting, mode.Session, new Roster(generation.Roster(mode.Meeting.Id)), rules, events, CameToOthers(mode));
                bookGeneration = generation.Number;
            }

            return book;
        }
    }

    /// <returns>Null unless the tap is at a meeting.</returns>
    /// <exception cref="CacheException">The roster cannot be read.</exception>
    public AttendanceSummary? SummaryOf(TapContext context) =>
        context.Mode is AdmissionMode.AtMeeting meeting ? BookFor(meeting, context.Generation).Summarise() : null;

    /// <summary>Records a passage under the lock that guards rebuilding, so that it cannot go into a book that was just replaced.</summary>
    public void Record(AdmissionMode.AtMeeting mode, CacheGeneration generation, AttendanceEvent one)
    {
        lock (gate)
        {
            BookFor(mode, generation).Record(one);
            passages.Add(one);
        }
    }

    /// <summary>The newest passage that this terminal recorded in the session and that stands.</summary>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="CacheException">The roster cannot be read.</exception>
    public AttendanceEvent? LastPassage(AdmissionMode.AtMeeting mode, CacheGeneration generation)
    {
        lock (gate)
        {
            var current = BookFor(mode, generation);
            return passages.FindLast(one => one is { Kind: MovementKind.Entered or MovementKind.Left } && current.Stands(one));
        }
    }

    /// <summary>Records an arrival at another door, or a correction of the support desk. Kept for the session's book if there is none yet.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Learn(ArrivalOfOtherDoor arrival)
    {
        lock (gate)
        {
            if (others.Add(arrival) is not { } learned)
            {
                return false;
            }

            book?.Record(learned);
            return true;
        }
    }

    /// <summary>Reads everything anew at the next look: a stick brought records.</summary>
    public void Reload()
    {
        lock (gate)
        {
            book = null;
        }
    }

    /// <summary>The other doors of the session and which way people passed them, as far as anything was recorded there.</summary>
    /// <param name="own">This terminal's door, which is left out.</param>
    public IReadOnlyList<DoorPlace> DoorsIn(string context, string own)
    {
        lock (gate)
        {
            return
            [
                .. others.In(context).Where(one => one.Kind is MovementKind.Entered or MovementKind.Left && one.Door != own).GroupBy(one => one.Door, StringComparer.Ordinal).OrderBy(door => door.Key, StringComparer.Ordinal)
                    .Select(door => new DoorPlace(door.Key, (door.Any(one => one.Kind is MovementKind.Entered), door.Any(one => one.Kind is MovementKind.Left)) switch
                    {
                        (true, true) => DoorDirection.Both,
                        (false, true) => DoorDirection.Out,
                        _ => DoorDirection.In,
                    })),
            ];
        }
    }

    public static VotingFlags FlagsOf(JournalCounts counts) =>
        new(counts.HasFlag(JournalCounts.Quorum), counts.HasFlag(JournalCounts.VotingBase), counts.HasFlag(JournalCounts.Vote));

    /// <summary>What a record of some door says, as an event.</summary>
    /// <returns>Null for an outcome that changes nobody's attendance.</returns>
    public static AttendanceEvent? EventOf(string context, Pseudonym person, Attendance attendance, JournalOutcome outcome, JournalCounts counts) => outcome switch
    {
        JournalOutcome.Admitted => new AttendanceEvent.Entered(context, person, attendance, FlagsOf(counts)),
        JournalOutcome.AlreadyIn => new AttendanceEvent.Entered(context, person, attendance, IsRepeat: true),
        JournalOutcome.Left => new AttendanceEvent.Left(context, person, attendance),
        JournalOutcome.Reverted => new AttendanceEvent.Reverted(context, person, attendance),
        JournalOutcome.Undone => new AttendanceEvent.Reverted(context, person, attendance, IsLastOnly: true),
        JournalOutcome.Excused => new AttendanceEvent.Excused(context, person, attendance),
        JournalOutcome.Yielded => new AttendanceEvent.Substituted(context, person, attendance, IsAlternate: false),
        JournalOutcome.Substituted => new AttendanceEvent.Substituted(context, person, attendance, IsAlternate: true),
        _ => null,
    };

    private List<AttendanceEvent> BeginSession(AdmissionMode.AtMeeting mode, string context)
    {
        passages.Clear();
        passages.AddRange(EventsIn(mode, context));
        return [.. passages];
    }

    private List<AttendanceEvent> EventsIn(AdmissionMode.AtMeeting mode, string context) =>
    [
        .. journals.For(mode).ArrivalsIn(context).Select(recorded => EventOf(context, Pseudonym.FromBytes(recorded.Pseudonym.Span), new(recorded.Instant, recorded.Door), recorded.Outcome, recorded.Counts)).OfType<AttendanceEvent>(),
    ];

    // Absent throughout is who came to no session of the meeting.
    private HashSet<Pseudonym> CameToOthers(AdmissionMode.AtMeeting mode) =>
    [
        .. mode.Meeting.Sessions.Where(session => session.Id != mode.Session.Id).Select(session => AttendanceBook.ContextOf(mode.Meeting, session))
            .SelectMany(context => EventsIn(mode, context).Concat(others.In(context)).GroupBy(one => one.Pseudonym))
            .Where(person => PersonTrail.Of<AttendanceEvent>([.. person]).Came)
            .Select(person => person.Key),
    ];
}
