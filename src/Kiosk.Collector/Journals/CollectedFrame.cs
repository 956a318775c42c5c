using Kiosk.Journal;

namespace Kiosk.Collector.Journals;

/// <summary>A stored frame and the terminal that wrote it.</summary>
internal sealed record CollectedFrame(string TerminalId, JournalEntry Entry)
{
    /// <summary>The link that the frame continues; null if it was not decoded from its bytes.</summary>
    public ChainLink? Previous { get; private init; }

    /// <param name="bytes">As stored.</param>
    public static CollectedFrame Decode(string terminalId, ReadOnlyMemory<byte> bytes)
    {
        var entry = JournalFrame.Decode(bytes.Span);
        return new(terminalId, entry) { Previous = new(entry.Sequence.Value - 1, bytes.Slice(JournalFrame.PreviousHashOffset, JournalFrame.HashLength)) };
    }
}
