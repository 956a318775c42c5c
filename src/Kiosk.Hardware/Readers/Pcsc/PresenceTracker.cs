namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>
/// Distinguishes new taps on one reader from cards that bounced or were already there when the reader came back. Pure: takes states and instants.
/// </summary>
/// <param name="generation">Increases with every tracker, because event counters restart with each daemon and reader.</param>
/// <param name="mustLeaveFirst">The reader came back: a card that is there now, or appears while it settles, was there before.</param>
internal sealed class PresenceTracker(long generation, bool mustLeaveFirst, PcscReaderOptions options, TimeProvider time)
{
    /// <summary>A presence's number is the generation followed by the event counter in the low 16 bits.</summary>
    public const int GenerationShift = 16;

    private long? createdAt;
    private long? emptySince;
    private PcscReaderState last;
    private bool hasSeenCard;

    public bool IsCardPresent => last.IsCardPresent;

    /// <summary>The current presence, a tap or not; null if the field is empty.</summary>
    public long? Presence => last.IsCardPresent ? (generation << GenerationShift) | last.EventCounter : null;

    /// <summary>The current presence if it was announced as a tap; otherwise null.</summary>
    public long? Tap { get; private set; }

    /// <summary>Processes the reader's newest state.</summary>
    /// <returns>Whether it starts a new tap, whose number is then <see cref="Tap"/>.</returns>
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
            // At the first look it is unknown how long the field has been empty.
            return true;
        }

        // More than one event since the last state: the card left and returned too quickly to be seen.
        var isSingleEvent = (ushort)((state.EventCounter - last.EventCounter) & 0xFFFF) <= 1;
        return isSingleEvent && emptySince is { } since && time.GetElapsedTime(since, timestamp) >= options.AbsenceBeforeNewTap;
    }
}
