using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Service.Feedback;

/// <summary>A member's statuses on one day, as the member reads them.</summary>
internal static class MemberStatusWords
{
    public static Phrase Of(Member member, DateOnly day)
    {
        Phrase[] all = [.. member.Periods.Where(period => period.Covers(day)).Select(period => NameOf(period.Status)).Distinct()];
        return all.Length == 0 ? new("Không có", "None") : new(string.Join("; ", all.Select(one => one.Vietnamese)), string.Join("; ", all.Select(one => one.English)));
    }

    private static Phrase NameOf(MemberStatus status) => status switch
    {
        MemberStatus.Official => new("Đảng viên chính thức", "Official member"),
        MemberStatus.Probationary => new("Đảng viên dự bị", "Probationary member"),
        MemberStatus.TemporaryIn => new("Đến sinh hoạt tạm thời", "On temporary activity here"),
        MemberStatus.TemporaryOut => new("Đi sinh hoạt tạm thời nơi khác", "On temporary activity elsewhere"),
        MemberStatus.Transferring => new("Đang chuyển sinh hoạt", "Transferring"),
        MemberStatus.Exempt => new("Miễn công tác và sinh hoạt", "Exempt from work and meetings"),
        MemberStatus.Suspended => new("Đình chỉ sinh hoạt đảng", "Suspended from party activities"),
        MemberStatus.SuspendedFromCommittee => new("Đình chỉ sinh hoạt cấp ủy", "Suspended from the committee"),
        MemberStatus.Prosecuted => new("Bị khởi tố, truy tố hoặc tạm giam", "Charged, prosecuted or detained"),
        MemberStatus.Abroad => new("Đang ở nước ngoài", "Abroad"),
        MemberStatus.Expelled => new("Khai trừ", "Expelled"),
        MemberStatus.Removed => new("Xóa tên", "Removed"),
        MemberStatus.Left => new("Xin ra khỏi Đảng", "Left"),
        MemberStatus.Deceased => new("Từ trần", "Deceased"),
        _ => new("Chưa xác định", "Not known"),
    };
}
