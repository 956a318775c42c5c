namespace Kiosk.Journal;

/// <summary>The remains of an append that never ended, at the end of the last segment. Nobody was told about that frame.</summary>
/// <param name="Segment">Path of the segment file.</param>
/// <param name="Offset">Where the remains begin, in bytes from the start of the file.</param>
internal sealed record TornTail(string Segment, long Offset, ReadOnlyMemory<byte> Bytes);
