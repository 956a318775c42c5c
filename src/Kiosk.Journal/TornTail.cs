namespace Kiosk.Journal;

/// <summary>The remains of an unfinished append at the end of the last segment. That frame was never acknowledged.</summary>
/// <param name="Segment">Path of the segment file.</param>
/// <param name="Offset">Start of the remains, in bytes from the start of the file.</param>
internal sealed record TornTail(string Segment, long Offset, ReadOnlyMemory<byte> Bytes);
