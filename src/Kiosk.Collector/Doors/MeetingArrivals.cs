using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Doors;

/// <summary>The arrivals at one meeting as this process learned of them. Thread-safe.</summary>
/// <param name="origin">Positions ascend from behind it.</param>
internal sealed class MeetingArrivals(ulong origin)
{
    private readonly Lock gate = new();
    private readonly List<ArrivalLine> lines = [];
    private readonly HashSet<(string Terminal, ulong Sequence, DateTimeOffset Instant)> known = [];
    private TaskCompletionSource changed = NewSignal();

    /// <summary>Adds an arrival and wakes whoever waits; one that is known already changes nothing.</summary>
    /// <param name="journal">The name of the journal that it stands in; null if another collector told of it.</param>
    public void Add(Func<ulong, ArrivalOfOtherDoor> arrivalAt, string? journal)
    {
        TaskCompletionSource signal;
        lock (gate)
        {
            var arrival = arrivalAt(origin + (ulong)lines.Count + 1);
            // A terminal enrolled anew counts from 1 again.
            if (!known.Add((arrival.Terminal, arrival.Sequence, arrival.Instant)))
            {
                return;
            }

            lines.Add(new(arrival, journal, (byte[])[.. arrival.Encode(), (byte)'\n']));
            (signal, changed) = (changed, NewSignal());
        }

        signal.SetResult();
    }

    /// <summary>What came behind a position. One that this process did not give begins anew: a door may learn of an arrival twice, and never not at all.</summary>
    /// <returns>The lines, and a task that ends with the next change.</returns>
    public (IReadOnlyList<ArrivalLine> Lines, Task Changed) After(ulong position)
    {
        lock (gate)
        {
            var seen = position > origin && position <= origin + (ulong)lines.Count ? (int)(position - origin) : 0;
            return (lines[seen..], changed.Task);
        }
    }

    /// <summary>Those of which another collector told.</summary>
    public IReadOnlyList<ArrivalOfOtherDoor> Learned
    {
        get
        {
            lock (gate)
            {
                return [.. lines.Where(line => line.Journal is null).Select(line => line.Arrival)];
            }
        }
    }

    /// <summary>How many there are, and a task that ends with the next change.</summary>
    public (int Count, Task Changed) Now
    {
        get
        {
            lock (gate)
            {
                return (lines.Count, changed.Task);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>An arrival and its line of JSON with the line's end, encoded once for all doors.</summary>
internal sealed record ArrivalLine(ArrivalOfOtherDoor Arrival, string? Journal, ReadOnlyMemory<byte> Bytes);
