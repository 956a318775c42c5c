namespace Kiosk.Collector.Journals;

/// <summary>A frame that contradicts what is stored: two journals under one terminal's id, such as an old disk that was put back. Kept as evidence, and never an arrival.</summary>
/// <param name="Times">How often it was sent.</param>
internal sealed record ForkAlarm(string TerminalId, ulong Sequence, ReadOnlyMemory<byte> Hash, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, ulong Times);
