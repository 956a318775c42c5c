using Kiosk.Feed.Records;
using Kiosk.Service.Admission;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// Where everybody is who passed a point, by the newest passage at any of its terminals. In memory: filled from this terminal's journal and what was heard of the others when a point is first asked for, and kept
/// up to date since. Passages older than any rule remembers are dropped.
/// </summary>
internal sealed class PassageRegister
{
    private readonly Lock gate = new();
    private readonly MeetingJournals journals;
    private readonly OtherDoors others;
    private readonly Dictionary<Pseudonym, AttendanceEvent> newest = [];
    private string? pointId;
    private DateOnly swept;

    public PassageRegister(MeetingJournals journals, OtherDoors others)
    {
        (this.journals, this.others) = (journals, others);
        others.Learned += Record;
    }

    /// <summary>Somebody's newest passage.</summary>
    /// <returns>Null if none is known.</returns>
    public AttendanceEvent? Find(Point point, Pseudonym person, DateTimeOffset now)
    {
        lock (gate)
        {
            Follow(point, now);
            return newest.GetValueOrDefault(person);
        }
    }

    /// <summary>How many came in and did not leave, whose entries still count.</summary>
    public int CountInside(Point point, DateTimeOffset now, TimeSpan forgivenAfter)
    {
        lock (gate)
        {
            Follow(point, now);
            return newest.Values.Count(one => one is AttendanceEvent.Entered && now - one.At < forgivenAfter);
        }
    }

    /// <summary>Takes a passage or a forgiveness in, wherever it was recorded.</summary>
    public void Record(AttendanceEvent one)
    {
        lock (gate)
        {
            if (pointId is not null && one.Context.StartsWith(TapContext.PrefixOf(pointId), StringComparison.Ordinal) && (!newest.TryGetValue(one.Pseudonym, out var known) || one.At >= known.At))
            {
                newest[one.Pseudonym] = one;
            }
        }
    }

    private void Follow(Point point, DateTimeOffset now)
    {
        var today = VietnamTime.DateOf(now);
        if (pointId != point.Id)
        {
            newest.Clear();
            (pointId, swept) = (point.Id, today);
            foreach (var context in (string[])[TapContext.ContextOf(point, today.AddDays(-1)), TapContext.ContextOf(point, today)])
            {
                Load(context);
            }
        }

        Sweep(today, now);
    }

    private void Load(string context)
    {
        var own = journals.Main.ArrivalsIn(context)
            .Select(recorded => AttendanceRegister.EventOf(context, Pseudonym.FromBytes(recorded.Pseudonym.Span), new(recorded.Instant, recorded.Door), recorded.Outcome, recorded.Counts)).OfType<AttendanceEvent>();
        foreach (var one in own.Concat(others.In(context)))
        {
            Record(one);
        }
    }

    private void Sweep(DateOnly today, DateTimeOffset now)
    {
        if (swept != today)
        {
            swept = today;
            foreach (var old in newest.Where(one => now - one.Value.At > PointRules.MaxForgivenAfter).Select(one => one.Key).ToList())
            {
                newest.Remove(old);
            }
        }
    }
}
