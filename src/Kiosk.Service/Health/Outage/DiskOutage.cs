using Kiosk.Durability;
using Kiosk.Service.CheckIn;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.Health.Outage;

/// <summary>Turns a disk problem into an outage.</summary>
internal static class DiskOutage
{
    public static OutOfService Of(DiskFault trouble) => new(ReasonCode.TerminalJournal, SentenceOf(trouble), NoticeOf(trouble.Kind));

    private static Phrase SentenceOf(DiskFault trouble) =>
        trouble.Kind is DiskFaultKind.Full or DiskFaultKind.ReadOnly ? trouble.Sentence.Then(OutOfService.ReturnsByItself) : trouble.Sentence;

    private static Phrase NoticeOf(DiskFaultKind kind) => kind switch
    {
        DiskFaultKind.Full => new(
            "Ổ đĩa của máy đã đầy nên chưa ghi nhận được. Đề nghị báo cán bộ kỹ thuật.", "The terminal's disk is full, so nothing can be recorded. Please call a technician."),
        DiskFaultKind.ReadOnly => new(
            "Ổ đĩa của máy không ghi được dữ liệu. Đề nghị báo cán bộ kỹ thuật.", "The terminal's disk takes no data. Please call a technician."),
        _ => new("Ổ đĩa của máy bị lỗi. Đề nghị báo cán bộ kỹ thuật.", "The terminal's disk fails. Please call a technician."),
    };
}
