using Kiosk.Journal;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>The first failure that bars admission until the service is restarted: of the journal or of the random source.</summary>
internal sealed class ServiceFailure(CheckInJournal journal)
{
    private static readonly Phrase Failed = new(
        "Nhật ký gặp lỗi; hãy khởi động lại dịch vụ khi ổ đĩa đã bình thường.", "The journal failed; restart the service when the disk is in order.");

    private OutOfService? reported;

    /// <returns>Null while neither has failed.</returns>
    public OutOfService? Outage => Volatile.Read(ref reported)
        ?? (journal.IsFailed ? new(ReasonCode.TerminalJournal, Failed) : null);

    public void Report(OutOfService failure) => Interlocked.CompareExchange(ref reported, failure, null);
}
