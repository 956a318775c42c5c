namespace Kiosk.Cards.Iso7816;

/// <summary>A deadline on the monotonic clock.</summary>
internal readonly struct Deadline(TimeProvider time, TimeSpan limit)
{
    private readonly long start = time.GetTimestamp();

    public TimeSpan Remaining => limit - time.GetElapsedTime(start);

    public bool HasPassed => Remaining <= TimeSpan.Zero;

    /// <summary>This deadline, or the given time from now if that is earlier.</summary>
    public Deadline Within(TimeSpan span)
    {
        var remaining = Remaining;
        return new Deadline(time, remaining < span ? remaining : span);
    }
}
