using Kiosk.Ui.Screens;
using Kiosk.Durability;
using Kiosk.Service.CheckIn;
using Kiosk.Ui.Wording;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Health.Outage;

/// <summary>A disk's state as the reason why the terminal serves nobody.</summary>
internal static class DiskOutage
{
    public static Obstacle Of(DiskTrouble trouble) => new(ReasonCode.TerminalJournal, SentenceOf(trouble), NoticeOf(trouble.Kind));

    private static string SentenceOf(DiskTrouble trouble) => trouble.Kind switch
    {
        DiskTroubleKind.Full => $"The disk of {trouble.Folder} is full; make room (df -h {trouble.Folder}). The terminal returns to service by itself.",
        DiskTroubleKind.ReadOnly =>
            $"The disk of {trouble.Folder} is read-only; see why (dmesg), then: mount -o remount,rw (findmnt -T {trouble.Folder} says what). The terminal returns to service by itself.",
        _ => $"The disk of {trouble.Folder} fails; save what it holds and replace it. ({trouble.Cause})",
    };

    private static Phrase NoticeOf(DiskTroubleKind kind) => kind switch
    {
        DiskTroubleKind.Full => new(
            "Ổ đĩa của máy đã đầy nên chưa ghi nhận được. Đề nghị báo cán bộ kỹ thuật.", "The terminal's disk is full, so nothing can be recorded. Please call a technician."),
        DiskTroubleKind.ReadOnly => new(
            "Ổ đĩa của máy không ghi được dữ liệu. Đề nghị báo cán bộ kỹ thuật.", "The terminal's disk takes no data. Please call a technician."),
        _ => new("Ổ đĩa của máy bị lỗi. Đề nghị báo cán bộ kỹ thuật.", "The terminal's disk fails. Please call a technician."),
    };
}
