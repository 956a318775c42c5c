namespace Kiosk.Collector.Journals;

/// <summary>Stored frames that follow each other.</summary>
/// <param name="First">Number of the first; where there is none, the number asked for.</param>
/// <param name="Frames">As the terminal wrote them.</param>
internal sealed record FrameRun(ulong First, IReadOnlyList<ReadOnlyMemory<byte>> Frames)
{
    /// <summary>Number of the last; the one before <see cref="First"/> if there is none.</summary>
    public ulong Last => First + (ulong)Frames.Count - 1;
}
