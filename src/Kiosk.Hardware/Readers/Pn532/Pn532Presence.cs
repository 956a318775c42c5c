namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>
/// Distinguishes new taps from cards that bounced or were already there when the chip came back. Pure: takes observations of the field and their instants.
/// </summary>
/// <param name="generation">Increases with every connection to the chip.</param>
/// <param name="mustLeaveFirst">The chip came back: a card that is there now was there before.</param>
/// <param name="absence">How long the field must be seen empty.</param>
internal sealed class Pn532Presence(int generation, bool mustLeaveFirst, TimeSpan absence, TimeProvider time)
{
    /// <summary>A presence's number is the generation followed by a count.</summary>
    public const int GenerationShift = 32;

    private readonly bool anyAbsenceCounts = !mustLeaveFirst;
    private bool hasSeenCard;
    private int count;
    private long? emptySince;
    private long emptyUntil;

    /// <summary>The card in the field; null if empty.</summary>
    public Pn532Target? Target { get; private set; }

    /// <summary>Whether it was or will be announced; otherwise it returned too soon to count as a new tap.</summary>
    public bool IsTap { get; private set; }

    public long? Number => Target is null ? null : ((long)generation << GenerationShift) | (uint)count;

    /// <summary>The field was empty at that instant.</summary>
    public void SawNothing(long timestamp)
    {
        Target = null;
        emptySince ??= timestamp;
        emptyUntil = timestamp;
    }

    /// <summary>The card of this presence was reactivated and lost its state; the presence continues.</summary>
    public void SawAgain(Pn532Target target) => Target = target;

    /// <summary>A card is there that was not there continuously.</summary>
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
