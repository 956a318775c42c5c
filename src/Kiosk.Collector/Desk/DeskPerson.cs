using Kiosk.Journal;

namespace Kiosk.Collector.Desk;

/// <summary>Whom an act is about.</summary>
/// <param name="Pseudonym">In this meeting, 32 bytes.</param>
/// <param name="Tag">Of the card, 32 lower-case hexadecimal digits; null if unknown.</param>
/// <param name="Counts">What an arrival counts for.</param>
internal sealed record DeskPerson(ReadOnlyMemory<byte> Pseudonym, string? Tag, JournalCounts Counts);
