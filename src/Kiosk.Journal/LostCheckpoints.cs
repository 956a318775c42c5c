using Kiosk.Journal.Checkpoints;
using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>
/// What shows that a journal had checkpoints that are not there: its own length, and a receipt kept beside it, which is a checkpoint that the terminal signed. Whoever removes them could otherwise shorten the
/// journal too, and it would look whole.
/// </summary>
internal static class LostCheckpoints
{
    /// <summary>The start's own record is signed at once, and then every so many: no journal comes further without a checkpoint.</summary>
    public const ulong MaxFrames = 64;

    /// <param name="frames">In the journal.</param>
    /// <param name="newest">The newest checkpoint found; null if there is none.</param>
    /// <param name="receipted">A checkpoint that the terminal's key signed, as a receipt has it; null if none is known.</param>
    /// <returns>What is wrong and what to do; null if nothing is.</returns>
    public static Phrase? FindFault(ulong frames, Checkpoint? newest, Checkpoint? receipted)
    {
        if (newest is null && frames > MaxFrames)
        {
            return new(
                $"nhật ký có {frames} bản ghi mà không có mốc ký nào, trong khi máy ký ngay từ bản ghi đầu tiên: các mốc ký đã bị xóa, và có thể cả bản ghi ở cuối. Hãy lắp lại đúng ổ đĩa của máy, hoặc gọi cán bộ kỹ thuật",
                $"the journal holds {frames} records and no checkpoint, and the terminal signs from the first record on: the checkpoints were removed, and perhaps records at the end. Put back the terminal's own disk, or call the technician");
        }

        return receipted is not null && IsMissing(receipted, newest)
            ? new(
                $"máy đã ký mốc {receipted.Number} cho {receipted.Size} bản ghi, và máy thu thập đã xác nhận, nhưng ở đây không có mốc đó: các mốc ký đã bị xóa, hoặc ổ đĩa cũ đã được lắp lại. Hãy lắp lại đúng ổ đĩa của máy, hoặc gọi cán bộ kỹ thuật",
                $"the terminal signed checkpoint {receipted.Number} over {receipted.Size} records, which the collector confirmed, and it is not here: the checkpoints were removed, or an older disk was put back. Put back the terminal's own disk, or call the technician")
            : null;
    }

    // Checkpoints before the newest are not read at each start.
    private static bool IsMissing(Checkpoint receipted, Checkpoint? newest) =>
        newest is null || newest.Number < receipted.Number || newest.Size < receipted.Size || (newest.Number == receipted.Number && !newest.Root.Span.SequenceEqual(receipted.Root.Span));
}
