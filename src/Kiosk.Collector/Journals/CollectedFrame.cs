using Kiosk.Journal;

namespace Kiosk.Collector.Journals;

/// <summary>A stored frame and the journal that it stands in.</summary>
/// <param name="Journal">Its name (<see cref="JournalName"/>).</param>
internal sealed record CollectedFrame(string Journal, JournalEntry Entry)
{
    public string TerminalId => JournalName.TerminalOf(Journal);

    /// <summary>The link that the frame continues; null if it was not decoded from its bytes.</summary>
    public ChainLink? Previous { get; private init; }

    /// <param name="bytes">As stored.</param>
    public static CollectedFrame Decode(string journal, ReadOnlyMemory<byte> bytes)
    {
        var entry = JournalFrame.Decode(bytes.Span);
        return new(journal, entry) { Previous = new(entry.Sequence.Value - 1, bytes.Slice(JournalFrame.PreviousHashOffset, JournalFrame.HashLength)) };
    }
}
