using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Admission;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>What the collector reports about the other doors of one meeting, and how old that is. Thread-safe.</summary>
/// <param name="taken">What a stick brought of them; null for nothing.</param>
internal sealed class OtherDoors(TimeProvider time, TakenRecords? taken = null)
{
    /// <summary>Longer without a word, and the door goes on alone. The collector says ten times a second that there is nothing new.</summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromMilliseconds(300);

    private const int MaxArrivals = 200_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Terminal, ulong Sequence, DateTimeOffset Instant), AttendanceEvent> arrivals = [];
    private string? meeting;
    private long? heardAt;
    private bool isLost;
    private ulong position;

    /// <summary>Raised with each event that is new, on the thread that takes it in; a handler must not block.</summary>
    public event Action<AttendanceEvent>? Learned;

    /// <summary>Where the collector's list goes on.</summary>
    public ulong Position
    {
        get
        {
            lock (gate)
            {
                return position;
            }
        }
    }

    /// <summary>For the screen, while nothing is heard of the other doors; null if all is well, or nobody asks for them.</summary>
    public Phrase? Remark
    {
        get
        {
            lock (gate)
            {
                return meeting is null ? null
                    : heardAt is not { } heard ? new("Chưa nhận được số liệu từ các cửa khác.", "Nothing was heard from the other doors yet.")
                    : time.GetElapsedTime(heard) is var age && age <= MaxSilence && !isLost ? null
                    : AgeOf(age) is var ago ? new($"Mất liên lạc với các cửa khác; số liệu của các cửa đó nhận được {ago.Vietnamese}.", $"Out of touch with the other doors; their figures arrived {ago.English}.") : null;
            }
        }
    }

    /// <summary>Follows a meeting from now on; what is known of another one is forgotten.</summary>
    /// <param name="id">Null for none.</param>
    public void Follow(string? id)
    {
        lock (gate)
        {
            if (meeting != id)
            {
                arrivals.Clear();
                (meeting, heardAt, isLost, position) = (id, null, false, 0);
            }
        }
    }

    /// <summary>What follows was heard before the terminal was started, and nothing since.</summary>
    public void Remember(TimeSpan age)
    {
        lock (gate)
        {
            (heardAt, isLost) = (time.GetTimestamp() - (age > TimeSpan.Zero ? (long)(age.TotalSeconds * time.TimestampFrequency) : 0), true);
        }
    }

    /// <summary>The collector answered that there is nothing new.</summary>
    public void Heard()
    {
        lock (gate)
        {
            (heardAt, isLost) = (time.GetTimestamp(), false);
        }
    }

    /// <summary>The connection to the collector is gone: from now on the door goes on alone.</summary>
    public void Lose()
    {
        lock (gate)
        {
            isLost = true;
        }
    }

    /// <returns>The arrival as an event; null if it is known already, of another meeting, or there are too many.</returns>
    public AttendanceEvent? Add(ArrivalOfOtherDoor arrival)
    {
        var one = EventOf(arrival);
        if (!TryAdd(arrival, one))
        {
            return null;
        }

        Learned?.Invoke(one);
        return one;
    }

    private bool TryAdd(ArrivalOfOtherDoor arrival, AttendanceEvent one)
    {
        lock (gate)
        {
            (heardAt, isLost) = (time.GetTimestamp(), false);
            position = Math.Max(position, arrival.Position);
            if (arrivals.Count >= MaxArrivals && meeting?.StartsWith(JournalRecord.PointMark, StringComparison.Ordinal) is true)
            {
                // At a door without staff only the newest count, and somebody else keeps those.
                arrivals.Clear();
            }

            return meeting is not null && arrival.Context.StartsWith(meeting + "/", StringComparison.Ordinal) && arrivals.Count < MaxArrivals && arrivals.TryAdd((arrival.Terminal, arrival.Sequence, arrival.Instant), one);
        }
    }

    /// <summary>Everything reported for one session.</summary>
    public IReadOnlyList<AttendanceEvent> In(string context)
    {
        lock (gate)
        {
            return [.. arrivals.Values.Where(arrival => arrival.Context == context), .. taken?.In(context) ?? []];
        }
    }

    /// <summary>A line of the collector as an event.</summary>
    public static AttendanceEvent EventOf(ArrivalOfOtherDoor arrival)
    {
        var pseudonym = Pseudonym.FromBytes(Convert.FromHexString(arrival.Pseudonym));
        return AttendanceRegister.EventOf(arrival.Context, pseudonym, new(arrival.Instant, arrival.Door), arrival.Correction ?? JournalOutcome.Admitted, arrival.Counts)
            ?? throw new ArgumentException($"Not an event: {arrival.Correction}.", nameof(arrival));
    }

    // In steps, so that a screen is not drawn anew each second.
    private static Phrase AgeOf(TimeSpan age) => age switch
    {
        _ when age < TimeSpan.FromSeconds(10) => new("cách đây vài giây", "a few seconds ago"),
        _ when age < TimeSpan.FromMinutes(1) => new($"cách đây {(int)(age.TotalSeconds / 10) * 10} giây", $"{(int)(age.TotalSeconds / 10) * 10} seconds ago"),
        _ => Phrase.Ago(age),
    };
}
