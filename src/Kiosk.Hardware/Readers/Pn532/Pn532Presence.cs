namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>
/// Tells new taps from cards that bounced, or that were lying there when the chip came back. Pure: fed with what looks at the field have found, and when.
/// </summary>
/// <param name="generation">Grows with every connection to the chip.</param>
/// <param name="mustLeaveFirst">The chip came back: what lies there now was lying there before.</param>
/// <param name="absence">How long the field must have been seen empty.</param>
internal sealed class Pn532Presence(int generation, bool mustLeaveFirst, TimeSpan absence, TimeProvider time)
{
    /// <summary>A presence's number is the generation, then a count.</summary>
    public const int GenerationShift = 32;

    private readonly bool anyAbsenceCounts = !mustLeaveFirst;
    private bool hasSeenCard;
    private int count;
    private long? emptySince;
    private long emptyUntil;

    /// <summary>What lies in the field; null when it is empty.</summary>
    public Pn532Target? Target { get; private set; }

    /// <summary>Whether it was announced, or is to be: otherwise it came back too soon to count as a new tap.</summary>
    public bool IsTap { get; private set; }

    public long? Number => Target is null ? null : ((long)generation << GenerationShift) | (uint)count;

    /// <summary>The field was empty at that moment.</summary>
    public void SawNothing(long timestamp)
    {
        Target = null;
        emptySince ??= timestamp;
        emptyUntil = timestamp;
    }

    /// <summary>The card of this presence was activated anew, and whatever it knew is gone; the presence goes on.</summary>
    public void SawAgain(Pn532Target target) => Target = target;

    /// <summary>A card lies there, and was not there without interruption.</summary>
    /// <returns>Whether it is a new tap.</returns>
    public bool SawNew(Pn532Target target)
    {
        var isFirst = !hasSeenCard && anyAbsenceCounts;
        var isLongEnough = emptySince is { } since && time.GetElapsedTime(since, emptyUntil) >= absence;
        IsTap = isFirst || isLongEnough;
        (Target, emptySince, hasSeenCard) = (target, null, true);
        count++;
        return IsTap;
    }
}
