using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Collector.Journals;

/// <summary>A stored frame and the journal that it stands in.</summary>
/// <param name="Journal">Its name (<see cref="JournalName"/>).</param>
internal sealed record CollectedFrame(string Journal, JournalEntry Entry)
{
    public string TerminalId => JournalName.TerminalOf(Journal);

    /// <summary>The link that the frame continues; null if it was not decoded from its bytes.</summary>
    public ChainLink? Previous { get; private init; }

    /// <summary>What another collector told of one of its frames. Of an absence it is told whether there is a reason, and not which.</summary>
    public static CollectedFrame Of(ArrivalOfOtherDoor arrival) => new(arrival.Terminal, new(
        new(arrival.Sequence),
        new(
            // Whose clock it was is not told either.
            new(arrival.Instant, ClockTrust.FloorOnly),
            JournalMode.Meeting,
            arrival.Context,
            arrival.Door,
            Convert.FromHexString(arrival.Pseudonym),
            arrival.Correction ?? JournalOutcome.Admitted,
            arrival.Unexcused is true ? ReasonCode.DeskAbsentUnexcused : default,
            default,
            arrival.Counts),
        default));

    /// <param name="bytes">As stored.</param>
    public static CollectedFrame Decode(string journal, ReadOnlyMemory<byte> bytes)
    {
        var entry = JournalFrame.Decode(bytes.Span);
        return new(journal, entry) { Previous = new(entry.Sequence.Value - 1, bytes.Slice(JournalFrame.PreviousHashOffset, JournalFrame.HashLength)) };
    }
}
