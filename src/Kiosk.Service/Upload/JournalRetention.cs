using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;

namespace Kiosk.Service.Upload;

/// <summary>Removes what the collector has confirmed from the journal after the configured time, by the newest receipt. Looks once an hour.</summary>
internal sealed class JournalRetention(CheckInJournal journal, UploadFolder folder, CosignerKey collector, TimeSpan kept, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private long? lookedAt;

    /// <param name="isInUse">Whether people may still come to a session, as records name it.</param>
    /// <returns>The number of segments removed.</returns>
    /// <exception cref="JournalException">The journal is broken or cannot be read.</exception>
    /// <exception cref="IOException">A file cannot be written or removed.</exception>
    public int RunIfDue(Func<string, bool> isInUse)
    {
        if (lookedAt is { } before && time.GetElapsedTime(before) < Interval)
        {
            return 0;
        }

        lookedAt = time.GetTimestamp();
        return folder.ReadReceipt() is { } receipt && receipt.FaultFor(journal.TerminalId, journal.DeviceKey, collector) is ReceiptFault.None
            ? journal.RemoveSegments(new SignedCheckpoint(receipt.Content, receipt.Note), time.GetUtcNow() - kept, isInUse)
            : 0;
    }
}
