using System.Reflection;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Tests.Screens;

/// <summary>At least one screen of every case, covering every enum value and every optional part both present and absent.</summary>
internal static class Samples
{
    /// <summary>08:05 on 22/11/2026 in Vietnam.</summary>
    public static readonly Screen.DocumentCheck Documents = new(
        new("Chuyển sinh hoạt đảng chính thức", "Permanent transfer of party activities"),
        new("xã", "338-QĐ/TW", 10),
        [
            new(new("Hồ sơ đảng viên", "Member's file"), IsThere: true),
            new(new("Bản tự kiểm điểm có nhận xét của chi ủy nơi chuyển đi", "Self-review with the remarks of the cell's committee"), IsThere: false),
            new(new("Phiếu công tác", "Work sheet"), IsThere: true),
            new(new("Thẻ đảng viên", "Membership card"), IsThere: true),
            new(new("Giấy giới thiệu sinh hoạt đảng", "Letter of introduction"), IsThere: false),
        ]);

    public static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 5, 0, TimeSpan.Zero);

    public static readonly Phrase Congress = Phrase.Untranslated("Đại hội đại biểu Đảng bộ xã Sông Hồng");

    public static readonly Phrase FullDisk = new("Ổ đĩa của máy đã đầy. Mời cán bộ kỹ thuật giải phóng dung lượng.", "The terminal's disk is full. Please free some space.");

    public static readonly Presence QuorumMet = new(812, 1000, 667, true, Morning, MeetingForm.DelegateCongress);

    public static readonly CheckLine[] Checks =
    [
        new(new("Đầu đọc thẻ", "Card reader"), CheckState.Good, new("Sẵn sàng.", "Ready.")),
        new(new("Dữ liệu thẻ", "Card data"), CheckState.Doubtful, new("Cập nhật 9 ngày trước. Đề nghị đồng bộ trước giờ họp.", "Updated 9 days ago. Sync before the meeting.")),
        new(new("Đồng hồ", "Clock"), CheckState.Bad, new("Giờ của máy chưa được xác nhận. Đề nghị kết nối mạng.", "The terminal's time is not confirmed. Connect a network.")),
        new(new("Nhật ký", "Journal"), CheckState.Running, new("Đang đọc lại.", "Being read.")),
    ];

    /// <summary>A device check emitting its first signal.</summary>
    public static readonly CheckLine[] DeviceCheck =
    [
        new(new("Đầu đọc thẻ", "Card reader"), CheckState.Good, new("Sẵn sàng.", "Ready.")),
        new(new("Dữ liệu thẻ", "Card data"), CheckState.Good, new("Phiên bản 12, cập nhật 3 giờ trước.", "Version 12, updated 3 hours ago.")),
        new(new("Nhật ký", "Journal"), CheckState.Good, new("Nguyên vẹn, ghi được: 1.240 bản ghi.", "Whole and writable: 1,240 records.")),
        new(new("Ổ đĩa", "Disk"), CheckState.Good, new("Còn trống 5.120 MB.", "5,120 MB free.")),
        new(
            new("Đồng hồ", "Clock"),
            CheckState.Doubtful,
            new("Giờ của máy chưa được xác nhận. Đề nghị kết nối mạng hoặc đồng bộ dữ liệu.", "The terminal's time is not confirmed yet. Please connect a network or synchronise.")),
        new(new("Màn hình", "Display"), CheckState.Good, new("Đọc được dòng này là màn hình hoạt động.", "If you can read this, the display works.")),
        new(
            new("Tín hiệu chào mừng", "Signal of a welcome"),
            CheckState.Running,
            new("Đèn xanh lá phải sáng đều. Phải nghe thấy một tiếng ngắn.", "The green light must be steady. One short tone must be heard.")),
    ];

    public static readonly OperatorFigures Figures = new(
        Congress,
        QuorumMet,
        [new("1", 412), new("2", 310), new("Bàn tiếp đón", 90)],
        [.. Enumerable.Range(1, 14).Select(number => new CountLine($"Chi bộ thôn {number}", 40 + number, 50 + number)), new("", 42, 64)],
        [.. Enum.GetValues<TapAnswer>().Select(answer => new TapLine(Morning, answer))],
        new(12, TimeSpan.FromHours(3), 1240, 12),
        Morning);

    public static readonly Phrase NotEnrolled = new(
        "Máy HN-07 chưa ghi danh. Đề nghị cắm USB có tệp mã ghi danh HN-07.token, hoặc chép tệp đó vào phân vùng KIOSK của thẻ nhớ.",
        "Terminal HN-07 is not enrolled yet. Please plug in a USB stick with the token file HN-07.token, or copy that file to the card's KIOSK partition.");

    public static readonly Screen.Software Software = new("CUA-02", "1.4.2", string.Concat(Enumerable.Repeat("0123456789abcdef", 4)), $"KI1:{new string('7', 210)}", Morning);

    /// <summary>The menu that an operator's card opens.</summary>
    public static readonly Screen.OperatorMenu Menu = new(
        new("Mời đồng chí chọn việc cần làm.", "What is to be done?"),
        [new("Hủy lượt ghi nhận gần nhất", "Undo the last record"), new("Chuyển sang phiên khác", "Switch to another session"), new("Nhận thay cửa khác", "Take another door's place"), new("Kết thúc điểm danh", "End check-in")],
        "Nguyễn Thị Phương Thảo");

    /// <summary>What a member sees of themselves.</summary>
    public static readonly Screen.OwnRecord OwnRecord = new(
        [
            new(RecordField.Name, Phrase.Untranslated("Nguyễn Thị Phương Thảo")),
            new(RecordField.CardNumber, Phrase.Untranslated("00012345")),
            new(RecordField.Unit, Phrase.Untranslated("Chi bộ thôn Sông Hồng, Đảng bộ xã Suối Mơ")),
            new(RecordField.Status, new("Đảng viên chính thức; Đi sinh hoạt tạm thời nơi khác", "Official member; On temporary activity elsewhere")),
        ]);

    /// <summary>What a clerk sees on a display of their own.</summary>
    public static readonly Screen.ClerkDesk ClerkDesk = new(
        NeedsClerk: true,
        Morning.AddMinutes(55),
        new(Morning, "admission.not-a-member", new("Chưa tìm thấy hồ sơ đảng viên ứng với thẻ này", "There is no member's record for this card"), new("Đối chiếu giấy tờ; hỏi cơ quan quản lý hồ sơ.", "Compare the person's papers; ask the registry.")),
        17,
        [
            .. Enumerable.Range(0, 12).Select(at => new ClerkLine(Morning.AddMinutes(-at), $"HN-01-20261122-{17 - at:D6}-3", new("Chuyển sinh hoạt đảng chính thức", "Permanent transfer"), at < 3 ? "Nguyễn Thị Phương Thảo · HS-2026/0042" : null, IsSent: at > 0, at == 2 ? new("Danh sách thu hồi đã cũ", "The revocation list is old") : null)),
        ]);

    /// <summary>The second of three pages of a member's own attendance.</summary>
    public static readonly Screen.OwnAttendance OwnAttendance = new(
        new(2026, 11, 22),
        new(17, 14, 2, 0),
        [
            new(new(2026, 10, 5), "Sinh hoạt chi bộ thường kỳ tháng 10", new("Có mặt", "Present")),
            new(new(2026, 9, 21), "Đại hội đại biểu Đảng bộ xã Sông Hồng – Phiên chính thức", new("Có mặt, đến muộn", "Present, late")),
            new(new(2026, 9, 20), "Đại hội đại biểu Đảng bộ xã Sông Hồng – Phiên trù bị", new("Chưa ghi nhận", "Nothing recorded")),
            new(new(2026, 9, 5), "Sinh hoạt chi bộ thường kỳ tháng 9", new("Vắng có lý do", "Absent with reason")),
            new(new(2026, 8, 5), "Sinh hoạt chi bộ thường kỳ tháng 8", new("Vắng không có lý do", "Absent without reason")),
            new(new(2026, 7, 6), "Hội nghị học tập, quán triệt Nghị quyết Hội nghị lần thứ mười ba của Trung ương", new("Có mặt", "Present")),
        ],
        Page: 2,
        PageCount: 3);

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
        new Screen.Idle(TerminalPurpose.Meeting, Congress, QuorumMet with { Whereabouts = new(812, 640) }, Morning, Passage: Passage.Out),
        new Screen.Idle(TerminalPurpose.Meeting, null, null, Morning, Passage: Passage.Both),
        new Screen.Idle(TerminalPurpose.Procedure, null, null, Morning) { AwaitsClerk = true },
        new Screen.Idle(TerminalPurpose.Procedure, null, null, Morning, OffersChoice: true) { OffersRecord = true },
        new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, Morning),
        new Screen.Reading(),
        new Screen.TakeCard(),
        new Screen.Admitted("Nguyễn Văn A", "Đại biểu chính thức", new("A", "5", "12"), Congress.Vietnamese, Morning),
        new Screen.Admitted("Trần Thị B", null, null, null, Morning, Lateness.Meeting, IsGuest: true),
        new Screen.Admitted(null, null, null, Congress.Vietnamese, Morning, Lateness.Congress),
        new Screen.Admitted(null, null, null, Congress.Vietnamese, Morning, Lateness.Session),
        new Screen.Admitted(null, null, null, null, Morning, IsGuest: true),
        new Screen.Admitted("Nguyễn Văn A", null, null, Congress.Vietnamese, Morning, IsReturn: true),
        new Screen.Admitted(null, null, null, null, Morning, IsGuest: true, IsReturn: true),
        new Screen.Idle(TerminalPurpose.Meeting, Congress, QuorumMet, Morning, TakesInvitations: true),
        new Screen.Admitted("Nguyễn Văn A", "Đại biểu chính thức", new("A", "5", "12"), Congress.Vietnamese, Morning, ByInvitation: true),
        new Screen.Admitted("Trần Thị B", null, null, Congress.Vietnamese, Morning, IsGuest: true, ByInvitation: true),
        new Screen.SteppedOut(Morning),
        new Screen.SteppedOut(Morning, IsGuest: true),
        new Screen.AlreadyIn(Morning, "2"),
        new Screen.AlreadyIn(Morning, "Bàn tiếp đón", IsGuest: true),
        .. Enum.GetValues<PublicLine>().Select(line => new Screen.Refused(line)),
        .. Enum.GetValues<PublicLine>().Select(line => new Screen.Refused(line, Morning, "0123 456 789", "3")),
        new Screen.Undecidable(),
        .. Enum.GetValues<ReadingAdvice>().Select(advice => new Screen.TryAgain(advice)),
        new Screen.ProcedureReceipt(new("Đổi thẻ bị hỏng", "Exchange of a damaged card"), "HS-2026-0042", "BAN-01-17", new DateOnly(2026, 11, 27), Morning),
        new Screen.ProcedureReceipt(Phrase.Untranslated("Nộp đảng phí"), null, "BAN-01-18", null, Morning),
        OwnRecord,
        new Screen.OwnRecord([.. OwnRecord.Lines.Select(line => line with { IsWrong = line.Field is RecordField.Unit })]),
        ClerkDesk,
        ClerkDesk with { OpenUntil = null, Refusal = null, Files = [], FileCount = 0 },
        ClerkDesk with { NeedsClerk = false, OpenUntil = null },
        OwnAttendance,
        OwnAttendance with { Lines = [], Page = 1, PageCount = 1, Totals = new(0, 0, 0, 0) },
        OwnAttendance with { Page = 1, PageCount = 2 },
        new Screen.DeskTurned(Morning),
        new Screen.DeskTurned(OpenUntil: null),
        new Screen.Alarm(AlarmSubject.HeldOpen),
        new Screen.Alarm(AlarmSubject.ForcedOpen),
        new Screen.Acknowledged(MayComeInAgain: false),
        new Screen.Acknowledged(MayComeInAgain: true),
        new Screen.Verified(),
        new Screen.ProcedureChoice([new("Cấp lại thẻ bị mất", "Replacement of a lost card"), new("Nộp đảng phí", "Party dues")]),
        new Screen.ProcedureChoice([new("Chuyển sinh hoạt đảng tạm thời", "Temporary transfer")], Page: 4, PageCount: 4),
        new Screen.ProcedureChoice([new("Nộp đảng phí", "Party dues")], Page: 2, PageCount: 3),
        Documents,
        new Screen.CaseEntry(new("Cấp lại thẻ bị mất", "Replacement of a lost card"), ""),
        new Screen.CaseEntry(new("Cấp lại thẻ bị mất", "Replacement of a lost card"), "HS-2026-0042"),
        new Screen.CaseEntry(new("Cấp lại thẻ bị mất", "Replacement of a lost card"), "-", IsRefused: true),
        Menu,
        Menu with { Operator = null },
        .. Enumerable.Range(0, 4).Select(at => Menu with { Focus = at }),
        new Screen.OperatorMenu(new("Đã hủy lượt ghi nhận lúc 08:05. Đồng chí ấy có thể đặt thẻ lại.", "The record of 08:05 is undone. The card may be placed again."), [], "Nguyễn Văn A"),
        new Screen.OperatorView(Figures),
        new Screen.OperatorView(Figures with { Presence = QuorumMet with { Whereabouts = new(812, 640) } }),
        new Screen.OperatorView(new(null, null, [], [], [], new(0, null, 0), Morning)),
        new Screen.Readiness("CUA-02", Checks, Morning),
        new Screen.Readiness("CUA-02", [.. Checks.Where(check => check.State != CheckState.Bad)], Morning),
        new Screen.Readiness("CUA-02", [.. Checks.Where(check => check.State == CheckState.Good)], Morning),
        new Screen.DeviceCheck("CUA-02", Checks),
        new Screen.DeviceCheck("CUA-02", DeviceCheck, Mood.Welcome),
        new Screen.DeviceCheck("CUA-02", [.. Checks.Where(check => check.State != CheckState.Running)]),
        new Screen.DeviceCheck("CUA-02", [.. Checks.Where(check => check.State == CheckState.Good)]),
        Software,
        Software with { RootHash = null, SignedText = null },
        .. Enum.GetValues<StickNews>().Select(news => new Screen.StickRead(news)),
        .. Enum.GetValues<Awaited>().Select(awaited => new Screen.OutOfService("terminal.out-of-service", "CUA-02", awaited)),
        new Screen.OutOfService("terminal.journal", "CUA-02", Awaited.Technician, FullDisk, "0123 456 789"),
    ];
}
