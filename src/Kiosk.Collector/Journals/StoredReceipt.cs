using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Journals;

/// <summary>A checkpoint that this collector has cosigned.</summary>
/// <param name="Size">Number of frames that it covers.</param>
/// <param name="Tree">Over those frames.</param>
/// <param name="Note">With both signatures.</param>
internal sealed record StoredReceipt(ulong Size, CompactRange Tree, string Note);
