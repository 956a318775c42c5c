namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>
/// Tells new taps of one reader from cards that bounced, or that were lying there when the reader came back. Pure: fed with states and instants.
/// </summary>
/// <param name="generation">Grows with every tracker, since event counters begin again with each daemon and reader.</param>
/// <param name="mustLeaveFirst">The reader came back: what lies there now, or appears while it settles, was lying there before.</param>
internal sealed class PresenceTracker(long generation, bool mustLeaveFirst, PcscReaderOptions options, TimeProvider time)
{
    /// <summary>A presence's number is the generation, then the event counter in its low 16 bits.</summary>
    public const int GenerationShift = 16;

    private long? createdAt;
    private long? emptySince;
    private PcscReaderState last;
    private bool hasSeenCard;

    public bool IsCardPresent => last.IsCardPresent;

    /// <summary>Number of the presence of whatever lies there now, a tap or not; null in an empty field.</summary>
    public long? Presence => last.IsCardPresent ? (generation << GenerationShift) | last.EventCounter : null;

    /// <summary>The presence that was announced as a tap and still lasts, or null.</summary>
    public long? Tap { get; private set; }

    /// <summary>Takes the newest state of the reader.</summary>
    /// <returns>Whether a new tap begins with it; <see cref="Tap"/> is then its number.</returns>
    public bool Observe(PcscReaderState state, long timestamp)
    {
        var isFirst = createdAt is null;
        createdAt ??= timestamp;
        var isSameCounter = !isFirst && state.EventCounter == last.EventCounter;
        if (isSameCounter && state.IsCardPresent == last.IsCardPresent)
        {
            last = state;
            return false;
        }

        var isTap = state.IsCardPresent && IsNewTap(isFirst, state, timestamp);
        Tap = isTap ? (generation << GenerationShift) | state.EventCounter : null;
        emptySince = state.IsCardPresent ? null : timestamp;
        hasSeenCard |= state.IsCardPresent;
        last = state;
        return isTap;
    }

    private bool IsNewTap(bool isFirst, PcscReaderState state, long timestamp)
    {
        if (isFirst)
        {
            return !mustLeaveFirst;
        }

        if (mustLeaveFirst && time.GetElapsedTime(createdAt!.Value, timestamp) < options.SettleAfterRecovery)
        {
            return false;
        }

        if (!mustLeaveFirst && !hasSeenCard)
        {
            // Nobody knows how long the field has been empty when it is first looked at.
            return true;
        }

        // More than one event since the last state: the card left and came back within an absence too short to be seen.
        var isSingleEvent = (ushort)((state.EventCounter - last.EventCounter) & 0xFFFF) <= 1;
        return isSingleEvent && emptySince is { } since && time.GetElapsedTime(since, timestamp) >= options.AbsenceBeforeNewTap;
    }
}
