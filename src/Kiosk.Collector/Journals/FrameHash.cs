namespace Kiosk.Collector.Journals;

/// <summary>A stored frame's number and hash.</summary>
internal readonly record struct FrameHash(ulong Sequence, ReadOnlyMemory<byte> Hash);
