using System.Collections.Concurrent;
using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.CheckIn;

/// <summary>The clerk who serves this procedure desk, by the tag of the card only, and what that clerk took. Kept in memory, so that a desk is closed after a restart; what was taken is forgotten with the shift. Thread-safe.</summary>
internal sealed class ClerkShift(DeskOptions options, TimeProvider time)
{
    private Shift? shift;

    /// <summary>Raised after the desk was opened or closed, on the thread that did it; a handler must not block.</summary>
    public event Action? Turned;

    /// <summary>How the next tap finds the desk.</summary>
    public DeskState State => new(options.NeedsClerk, Running?.Clerk);

    /// <summary>How long the desk stays open; null while it is closed.</summary>
    public TimeSpan? Remaining => Running is { } running ? Length - time.GetElapsedTime(running.Since) : null;

    private TimeSpan Length => TimeSpan.FromMinutes(options.Minutes);

    // By elapsed time, whether or not a timer has run yet.
    private Shift? Running => Volatile.Read(ref shift) is { } current && time.GetElapsedTime(current.Since) < Length ? current : null;

    /// <summary>Opens the desk in this clerk's name. The caller has recorded it.</summary>
    public void Open(CardTag clerk) => Turn(new(clerk, time.GetTimestamp()));

    /// <summary>Closes the desk.</summary>
    /// <returns>Whether it was open, or had been until its time was over.</returns>
    public bool Close() => Turn(null) is not null;

    /// <summary>Remembers whose file a record is, until the shift is over.</summary>
    public void Take(ulong sequence, TakenFile file) => Running?.Taken.TryAdd(sequence, file);

    /// <returns>Null if the record is not of this shift.</returns>
    public TakenFile? Find(ulong sequence) => Running?.Taken.GetValueOrDefault(sequence);

    private Shift? Turn(Shift? next)
    {
        var before = Interlocked.Exchange(ref shift, next);
        if (!ReferenceEquals(next, before))
        {
            Turned?.Invoke();
        }

        return before;
    }

    /// <param name="Since">A timestamp of the time provider.</param>
    private sealed record Shift(CardTag Clerk, long Since)
    {
        public ConcurrentDictionary<ulong, TakenFile> Taken { get; } = new();
    }
}
