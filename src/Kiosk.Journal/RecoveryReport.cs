namespace Kiosk.Journal;

/// <summary>What opening a journal found and did.</summary>
/// <param name="Segments">How many segment files there are.</param>
/// <param name="Frames">How many frames were read and found in order.</param>
/// <param name="Cut">What was cut from the end, or null when the last frame was whole.</param>
internal sealed record RecoveryReport(int Segments, ulong Frames, CutTail? Cut);

/// <summary>The remains of an unfinished append that were cut.</summary>
/// <param name="Segment">Path of the segment file.</param>
/// <param name="Offset">The file's new length in bytes.</param>
/// <param name="KeptAs">Path of the copy of what was cut.</param>
internal sealed record CutTail(string Segment, long Offset, int LengthInBytes, string KeptAs);
