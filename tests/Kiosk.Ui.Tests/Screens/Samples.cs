using System.Reflection;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Ui.Tests.Screens;

/// <summary>One or more screens of every case, with every enum value and every optional part both there and missing.</summary>
internal static class Samples
{
    /// <summary>08:05 on 22/11/2026 in Vietnam.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 5, 0, TimeSpan.Zero);

    public static readonly Phrase Congress = Phrase.Untranslated("Đại hội đại biểu Đảng bộ xã Sông Hồng");

    public static readonly Phrase FullDisk = new("Ổ đĩa của máy đã đầy. Mời cán bộ kỹ thuật dọn bớt.", "The terminal's disk is full. Please make room.");

    public static readonly Presence QuorumMet = new(812, 1000, 667, true, Morning, IsCongress: true);

    public static readonly CheckLine[] Checks =
    [
        new(new("Đầu đọc thẻ", "Card reader"), CheckState.Good, new("Sẵn sàng.", "Ready.")),
        new(new("Dữ liệu thẻ", "Card data"), CheckState.Doubtful, new("Cách đây 9 ngày. Đề nghị đồng bộ trước giờ họp.", "9 days old. Sync before the meeting.")),
        new(new("Đồng hồ", "Clock"), CheckState.Bad, new("Chưa tin được. Đề nghị nối mạng.", "Not trusted. Connect a network.")),
        new(new("Sổ ghi", "Journal"), CheckState.Running, new("Đang đọc lại.", "Being read.")),
    ];

    /// <summary>A self-test that gives its first signal.</summary>
    public static readonly CheckLine[] SelfTest =
    [
        new(new("Đầu đọc thẻ", "Card reader"), CheckState.Good, new("Sẵn sàng.", "Ready.")),
        new(new("Dữ liệu thẻ", "Card data"), CheckState.Good, new("Thế hệ 12, cách đây 3 giờ.", "Generation 12, 3 h old.")),
        new(new("Sổ ghi", "Journal"), CheckState.Good, new("Nguyên vẹn, ghi được: 1240 bản ghi.", "Whole and writable: 1240 records.")),
        new(new("Ổ đĩa", "Disk"), CheckState.Good, new("Còn trống 5120 MB.", "5120 MB are free.")),
        new(
            new("Đồng hồ", "Clock"),
            CheckState.Doubtful,
            new("Chưa có gì xác nhận giờ của máy. Đề nghị nối mạng hoặc đồng bộ dữ liệu.", "Nothing confirms the time yet. Please connect a network or synchronise.")),
        new(new("Màn hình", "Display"), CheckState.Good, new("Đọc được dòng này là màn hình hoạt động.", "Whoever reads this sees that it works.")),
        new(
            new("Tín hiệu chào mừng", "Signal of a welcome"),
            CheckState.Running,
            new("Cần thấy đèn xanh lá sáng đều. Cần nghe một tiếng ngắn.", "To be seen: green, steady. To be heard: one short tone.")),
    ];

    public static readonly OperatorFigures Figures = new(
        Congress,
        QuorumMet,
        [new("1", 412), new("2", 310), new("Bàn tiếp đón", 90)],
        [.. Enumerable.Range(1, 14).Select(number => new CountLine($"Chi bộ thôn {number}", 40 + number, 50 + number)), new("", 42, 64)],
        [.. Enum.GetValues<TapAnswer>().Select(answer => new TapLine(Morning, answer))],
        new(12, TimeSpan.FromHours(3), 1240, 12),
        Morning);

    public static IEnumerable<Type> Cases => typeof(Screen).GetNestedTypes(BindingFlags.Public).Where(type => type.IsSubclassOf(typeof(Screen)));

    public static IEnumerable<Screen> All =>
    [
        new Screen.Idle(TerminalPurpose.Meeting, Congress, QuorumMet, Morning),
        new Screen.Idle(TerminalPurpose.Meeting, null, new(650, 1000, 667, false, Morning), Morning, Offline: true),
        new Screen.Idle(TerminalPurpose.Meeting, null, new(700, 1000, 667, false, Morning), Morning),
        new Screen.Idle(TerminalPurpose.Meeting, null, new(0, 0, null, false, Morning), Morning),
        new Screen.Idle(TerminalPurpose.Procedure, new("Cấp lại thẻ bị mất", "Replacement of a lost card"), null, Morning),
        new Screen.Idle(TerminalPurpose.Procedure, null, null, Morning),
        new Screen.Idle(TerminalPurpose.Procedure, null, null, Morning, OffersChoice: true),
        new Screen.Idle(TerminalPurpose.Procedure, new("Cấp lại thẻ bị mất", "Replacement of a lost card"), null, Morning, Offline: true, OffersChoice: true),
        new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, Morning),
        new Screen.Reading(),
        new Screen.TakeCard(),
        new Screen.Admitted("Nguyễn Văn A", "Đại biểu chính thức", new("A", "5", "12"), Congress.Vietnamese, Morning),
        new Screen.Admitted("Trần Thị B", null, null, null, Morning, IsLate: true, IsGuest: true),
        new Screen.Admitted(null, null, null, Congress.Vietnamese, Morning, IsLate: true),
        new Screen.Admitted(null, null, null, null, Morning, IsGuest: true),
        new Screen.AlreadyIn(Morning, "2"),
        new Screen.AlreadyIn(Morning, "Bàn tiếp đón", IsGuest: true),
        .. Enum.GetValues<PublicLine>().Select(line => new Screen.Refused(line)),
        .. Enum.GetValues<PublicLine>().Select(line => new Screen.Refused(line, Morning, "0123 456 789")),
        new Screen.Undecidable(),
        .. Enum.GetValues<ReadingAdvice>().Select(advice => new Screen.TryAgain(advice)),
        new Screen.ProcedureReceipt(new("Đổi thẻ bị hỏng", "Exchange of a damaged card"), "HS-2026-0042", "BAN-01-17", new DateOnly(2026, 11, 27), Morning),
        new Screen.ProcedureReceipt(Phrase.Untranslated("Nộp đảng phí"), null, "BAN-01-18", null, Morning),
        new Screen.Verified(),
        new Screen.ProcedureChoice([new("Cấp lại thẻ bị mất", "Replacement of a lost card"), new("Nộp đảng phí", "Party dues")]),
        new Screen.ProcedureChoice([new("Chuyển sinh hoạt đảng tạm thời", "Temporary transfer")], Page: 4, PageCount: 4),
        new Screen.ProcedureChoice([new("Nộp đảng phí", "Party dues")], Page: 2, PageCount: 3),
        new Screen.CaseEntry(new("Cấp lại thẻ bị mất", "Replacement of a lost card"), ""),
        new Screen.CaseEntry(new("Cấp lại thẻ bị mất", "Replacement of a lost card"), "HS-2026-0042"),
        new Screen.CaseEntry(new("Cấp lại thẻ bị mất", "Replacement of a lost card"), "-", IsRefused: true),
        new Screen.OperatorView(Figures),
        new Screen.OperatorView(new(null, null, [], [], [], new(0, null, 0), Morning)),
        new Screen.Readiness("CUA-02", Checks, Morning),
        new Screen.Readiness("CUA-02", [.. Checks.Where(check => check.State != CheckState.Bad)], Morning),
        new Screen.Readiness("CUA-02", [.. Checks.Where(check => check.State == CheckState.Good)], Morning),
        new Screen.SelfTest("CUA-02", Checks),
        new Screen.SelfTest("CUA-02", SelfTest, Mood.Welcome),
        new Screen.SelfTest("CUA-02", [.. Checks.Where(check => check.State != CheckState.Running)]),
        new Screen.SelfTest("CUA-02", [.. Checks.Where(check => check.State == CheckState.Good)]),
        .. Enum.GetValues<StickNews>().Select(news => new Screen.StickRead(news)),
        .. Enum.GetValues<Awaited>().Select(awaited => new Screen.OutOfService("terminal.out-of-service", "CUA-02", awaited)),
        new Screen.OutOfService("terminal.journal", "CUA-02", Awaited.Technician, FullDisk, "0123 456 789"),
    ];
}
