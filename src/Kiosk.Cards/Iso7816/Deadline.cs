namespace Kiosk.Cards.Iso7816;

/// <summary>A moment by which something must be done, on the monotonic clock.</summary>
internal readonly struct Deadline(TimeProvider time, TimeSpan limit)
{
    private readonly long start = time.GetTimestamp();

    public TimeSpan Remaining => limit - time.GetElapsedTime(start);

    public bool HasPassed => Remaining <= TimeSpan.Zero;

    /// <summary>This moment, or the given time from now where that is earlier.</summary>
    public Deadline Within(TimeSpan span)
    {
        var remaining = Remaining;
        return new Deadline(time, remaining < span ? remaining : span);
    }
}
