namespace Kiosk.Journal;

/// <summary>The result of opening a journal.</summary>
/// <param name="Segments">The number of segment files.</param>
/// <param name="Frames">The number of valid frames.</param>
/// <param name="Cut">The truncated tail, or null if the last frame was whole.</param>
internal sealed record RecoveryReport(int Segments, ulong Frames, CutTail? Cut);

/// <summary>The remains of an unfinished append that were truncated.</summary>
/// <param name="Segment">Path of the segment file.</param>
/// <param name="Offset">The file's new length in bytes.</param>
/// <param name="KeptAs">Path of the copy of the truncated bytes.</param>
internal sealed record CutTail(string Segment, long Offset, int LengthInBytes, string KeptAs);
