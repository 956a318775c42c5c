using Kiosk.Journal;

namespace Kiosk.Collector.Journals;

/// <summary>A frame that continues the stored chain.</summary>
/// <param name="Bytes">As the terminal wrote them.</param>
internal sealed record VerifiedFrame(JournalEntry Entry, ReadOnlyMemory<byte> Bytes);
