using Kiosk.Ui.Rendering;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Tests.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Tests.Rendering;

public sealed class GoldenTests
{
    // As long as a signed receipt is at most.
    internal const string SignedText = "KR1:K9P-34Y6N$3WD25RQ4F5ZR3Q7E++$3Q$P3E2Z8IQ9Y7QJZ/B6$Q+CN6Z4Q3*DV/YRKT$TNJFB:F5QJXVLSI%47WQAL9VQ2.4ZQKL:M%V$T45HU:.43:J-Q/SIO.M1TMA*7V3DI8FPPV5ASPZH8RZHQM/OE95B9E.E0V$BGI09QYN*QK8:W*-/3T/ZPPPP6U+P3C4DSA7L%360Q9Y6N*14D*O9+GM%NU77VTUK9P-34Y6N$3WD25RQ4F5ZR3Q7E++$3Q$P3E2Z8IQ9Y7QJZ/B6$Q+CN6Z4Q3*DV/YRKT$TNJFB:F5QJXVLSI%47WQAL9VQ2.4ZQKL:M%V$T45HU:.43:J-Q/SIO.M1TMA*7V3DI8FPPV5ASPZH8RZHQM/OE95B9E.E0V$BGI09QYN*QK8:W*-/3T/ZPPPP6U+P3C4DSA7L%36";

    private static readonly ScreenView Landscape = new(800, 480);
    private static readonly ScreenView English = new(800, 480, Language.English);
    private static readonly ScreenView Portrait = new(480, 800);
    private static readonly ScreenView EnglishPortrait = new(480, 800, Language.English);

    private static readonly (string Name, Screen Screen)[] Invitations =
    [
        ("invitation-idle", new Screen.Idle(TerminalPurpose.Meeting, Samples.Congress, Samples.QuorumMet, Samples.Morning, TakesInvitations: true)),
        ("invitation-admitted", new Screen.Admitted("Nguyễn Thị Phương Thảo", "Khách mời", new("A", "5", "12"), Samples.Congress.Vietnamese, Samples.Morning, IsGuest: true, ByInvitation: true)),
        ("invitation-refused", new Screen.Refused(PublicLine.InvitationNotConfirmed)),
        ("invitation-not-here", new Screen.Refused(PublicLine.InvitationNotHere)),
        ("invitation-again", new Screen.TryAgain(ReadingAdvice.ScanAgain)),
    ];

    private static readonly Dictionary<string, (ScreenView View, Screen Screen)> Pictures = new(
        from one in Invitations
        from view in new (string Ending, ScreenView View)[] { ("", Landscape), ("-portrait", Portrait), ("-english", English), ("-english-portrait", EnglishPortrait) }
        select KeyValuePair.Create(one.Name + view.Ending, (view.View, one.Screen)),
        StringComparer.Ordinal)
    {
        ["idle"] = (Landscape, new Screen.Idle(TerminalPurpose.Meeting, Samples.Congress, Samples.QuorumMet, Samples.Morning)),
        ["idle-longest-offline"] = (Landscape, Gallery.LongIdle),
        ["idle-verify"] = (Landscape, new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, Samples.Morning)),
        ["idle-desk"] = (Landscape, new Screen.Idle(TerminalPurpose.Procedure, null, null, Samples.Morning, OffersChoice: true)),
        ["idle-awaits-clerk"] = (Landscape, new Screen.Idle(TerminalPurpose.Procedure, null, null, Samples.Morning) { AwaitsClerk = true }),
        ["place-new-card"] = (Landscape, new Screen.TryAgain(ReadingAdvice.PlaceNewCard)),
        ["place-new-card-portrait"] = (EnglishPortrait, new Screen.TryAgain(ReadingAdvice.PlaceNewCard)),
        ["alarm-held-open"] = (Landscape, new Screen.Alarm(AlarmSubject.HeldOpen)),
        ["alarm-held-open-portrait"] = (EnglishPortrait, new Screen.Alarm(AlarmSubject.HeldOpen)),
        ["alarm-forced-open"] = (Landscape, new Screen.Alarm(AlarmSubject.ForcedOpen)),
        ["alarm-forced-open-portrait"] = (EnglishPortrait, new Screen.Alarm(AlarmSubject.ForcedOpen)),
        ["alarm-ended"] = (Landscape, new Screen.Acknowledged(MayComeInAgain: false)),
        ["alarm-ended-portrait"] = (EnglishPortrait, new Screen.Acknowledged(MayComeInAgain: false)),
        ["may-come-in-again"] = (Landscape, new Screen.Acknowledged(MayComeInAgain: true)),
        ["may-come-in-again-portrait"] = (EnglishPortrait, new Screen.Acknowledged(MayComeInAgain: true)),
        ["own-record"] = (Landscape, Samples.OwnRecord),
        ["own-record-wrong"] = (English, new Screen.OwnRecord([.. Samples.OwnRecord.Lines.Select(line => line with { IsWrong = line.Field is RecordField.Unit })])),
        ["own-record-portrait"] = (Portrait, Samples.OwnRecord),
        ["clerk-desk"] = (Landscape, Samples.ClerkDesk),
        ["clerk-desk-english"] = (English, Samples.ClerkDesk with { OpenUntil = null, Refusal = null }),
        ["clerk-desk-portrait"] = (Portrait, Samples.ClerkDesk),
        ["clerk-desk-english-portrait"] = (EnglishPortrait, Samples.ClerkDesk),
        ["own-attendance"] = (Landscape, Samples.OwnAttendance),
        ["own-attendance-english"] = (English, Samples.OwnAttendance with { Page = 1, PageCount = 1 }),
        ["own-attendance-portrait"] = (Portrait, Samples.OwnAttendance),
        ["own-attendance-english-portrait"] = (EnglishPortrait, Samples.OwnAttendance),
        ["idle-offers-record"] = (Landscape, new Screen.Idle(TerminalPurpose.Procedure, null, null, Samples.Morning, OffersChoice: true) { OffersRecord = true }),
        ["idle-offers-record-portrait"] = (EnglishPortrait, new Screen.Idle(TerminalPurpose.Procedure, null, null, Samples.Morning, OffersChoice: true) { OffersRecord = true }),
        ["desk-opened"] = (Landscape, new Screen.DeskTurned(Samples.Morning)),
        ["desk-opened-portrait"] = (EnglishPortrait, new Screen.DeskTurned(Samples.Morning)),
        ["idle-awaits-clerk-portrait"] = (EnglishPortrait, new Screen.Idle(TerminalPurpose.Procedure, null, null, Samples.Morning) { AwaitsClerk = true }),
        ["reading"] = (Landscape, new Screen.Reading()),
        ["take-card"] = (Landscape, new Screen.TakeCard()),
        ["admitted"] = (Landscape, new Screen.Admitted("Nguyễn Thị Phương Thảo", "Đại biểu chính thức", new("A", "5", "12"), Samples.Congress.Vietnamese, Samples.Morning)),
        ["admitted-longest"] = (Landscape, Gallery.LongWelcome),
        ["stepped-out"] = (Landscape, new Screen.SteppedOut(Samples.Morning)),
        ["returned"] = (Landscape, new Screen.Admitted("Nguyễn Thị Phương Thảo", "Đại biểu chính thức", new("A", "5", "12"), Samples.Congress.Vietnamese, Samples.Morning, IsReturn: true)),
        ["idle-way-out"] = (Landscape, new Screen.Idle(TerminalPurpose.Meeting, Samples.Congress, Samples.QuorumMet with { Whereabouts = new(812, 640) }, Samples.Morning, Passage: Passage.Out)),
        ["operator-menu"] = (Landscape, Samples.Menu),
        ["operator-inside"] = (Landscape, new Screen.OperatorView(Samples.Figures with { Presence = Samples.QuorumMet with { Whereabouts = new(812, 640) } })),
        ["already-in"] = (Landscape, new Screen.AlreadyIn(Samples.Morning, "2")),
        ["refused"] = (Landscape, new Screen.Refused(PublicLine.NotConfirmed)),
        ["wrong-door"] = (Landscape, new Screen.Refused(PublicLine.WrongDoor, Door: "3")),
        ["other-card"] = (Landscape, new Screen.Refused(PublicLine.NotAPartyCard)),
        ["support-desk"] = (Landscape, new Screen.Refused(PublicLine.SupportDesk)),
        ["try-again"] = (Landscape, new Screen.TryAgain(ReadingAdvice.KeepStill)),
        ["procedure-choice"] = (Landscape, Gallery.LongChoice),
        ["documents"] = (Landscape, Samples.Documents),
        ["documents-portrait"] = (Portrait, Samples.Documents),
        ["receipt-fee"] = (Landscape, new Screen.ProcedureReceipt(new("Nộp đảng phí", "Payment of party fees"), null, "HN-01-20261122-000018", null, Samples.Morning, Act: ReceiptAct.FeePaid)),
        ["receipt-missing"] = (Landscape, new Screen.ProcedureReceipt(Samples.Documents.Procedure, "HS-2026-0042", "HN-01-20261122-000017", new DateOnly(2026, 12, 6), Samples.Morning, SignedText, Missing: [Samples.Documents.Documents[1].Name, Samples.Documents.Documents[4].Name])),
        ["receipt-card"] = (English, new Screen.ProcedureReceipt(new("Phát thẻ đảng viên mới", "Handing over of a new card"), null, "HN-01-20261122-000019", null, Samples.Morning, Act: ReceiptAct.CardHandedOver)),
        ["case-entry"] = (Landscape, new Screen.CaseEntry(new("Cấp lại thẻ bị mất", "Replacement of a lost card"), "HS-2026-0042")),
        ["case-entry-refused"] = (Landscape, new Screen.CaseEntry(Gallery.LongChoice.Procedures[5], "-/", IsRefused: true)),
        ["case-entry-empty"] = (Landscape, new Screen.CaseEntry(new("Cấp lại thẻ bị mất", "Replacement of a lost card"), "")),
        ["receipt"] = (Landscape, new Screen.ProcedureReceipt(new("Cấp lại thẻ bị mất", "Replacement of a lost card"), "HS-2026-0042", "HN-01-20261122-000017", new DateOnly(2026, 12, 6), Samples.Morning)),
        ["operator"] = (Landscape, new Screen.OperatorView(Samples.Figures)),
        ["readiness"] = (Landscape, new Screen.Readiness("CUA-02", Samples.Checks, Samples.Morning)),
        ["device-check"] = (Landscape, new Screen.DeviceCheck("CUA-02", Samples.DeviceCheck, Mood.Welcome)),
        ["first-start"] = (Landscape, new Screen.OutOfService("terminal.no-access", "HN-07", Awaited.CardRecords, Samples.NotEnrolled)),
        ["software"] = (Landscape, Samples.Software),
        ["software-portrait"] = (Portrait, Samples.Software),
        ["stick"] = (Landscape, new Screen.StickRead(StickNews.Updated)),
        ["out-of-service"] = (Landscape, new Screen.OutOfService("terminal.journal", "CUA-02", Awaited.Technician, Samples.FullDisk)),
        ["refused-english"] = (English, new Screen.Refused(PublicLine.NotConfirmed)),
        ["admitted-english"] = (English, new Screen.Admitted("Nguyễn Thị Phương Thảo", "Đại biểu chính thức", new("A", "5", "12"), Samples.Congress.Vietnamese, Samples.Morning)),
        ["idle-portrait"] = (Portrait, new Screen.Idle(TerminalPurpose.Meeting, Samples.Congress, Samples.QuorumMet, Samples.Morning)),
        ["idle-desk-portrait"] = (Portrait, new Screen.Idle(TerminalPurpose.Procedure, new("Cấp lại thẻ bị mất", "Replacement of a lost card"), null, Samples.Morning, OffersChoice: true)),
        ["procedure-choice-portrait"] = (Portrait, Gallery.LongChoice with { Page = 2 }),
        ["case-entry-portrait"] = (Portrait, new Screen.CaseEntry(new("Cấp lại thẻ bị mất", "Replacement of a lost card"), "", IsRefused: true)),
        ["admitted-portrait"] = (Portrait, Gallery.LongWelcome),
        ["refused-portrait"] = (Portrait, new Screen.Refused(PublicLine.NotConfirmed)),
        ["receipt-signed"] = (Landscape, new Screen.ProcedureReceipt(new("Cấp lại thẻ bị mất", "Replacement of a lost card"), "HS-2026-0042", "HN-01-20261122-000017", new DateOnly(2026, 12, 6), Samples.Morning, SignedText)),
        ["receipt-portrait"] = (Portrait, new Screen.ProcedureReceipt(new("Cấp lại thẻ bị mất", "Replacement of a lost card"), "HS-2026-0042", "HN-01-20261122-000017", new DateOnly(2026, 12, 6), Samples.Morning)),
        ["operator-portrait"] = (Portrait, new Screen.OperatorView(Samples.Figures)),
        ["stepped-out-english"] = (EnglishPortrait, new Screen.SteppedOut(Samples.Morning)),
        ["idle-both-ways-english"] = (EnglishPortrait, new Screen.Idle(TerminalPurpose.Meeting, Samples.Congress, Samples.QuorumMet with { Whereabouts = new(812, 640) }, Samples.Morning, Passage: Passage.Both)),
        ["operator-menu-keys"] = (Landscape, Samples.Menu with { Focus = 1 }),
        ["operator-menu-keys-portrait"] = (EnglishPortrait, Samples.Menu with { Focus = 2 }),
        ["operator-menu-english"] = (EnglishPortrait, Samples.Menu),
        ["operator-menu-done"] = (English, Samples.Menu with { Title = new("Đã hủy lượt ghi nhận lúc 08:05. Đồng chí ấy có thể đặt thẻ lại.", "The record of 08:05 is undone. The card may be placed again."), Items = [] }),
        ["operator-inside-portrait"] = (Portrait, new Screen.OperatorView(Samples.Figures with { Presence = Samples.QuorumMet with { Whereabouts = new(812, 640) } })),
        ["idle-1024x600"] = (new(1024, 600), Gallery.LongIdle),
    };

    public static TheoryData<string> Names => new(Pictures.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_screen_matches_its_golden_picture(string name)
    {
        var (view, screen) = Pictures[name];
        using var renderer = new ScreenRenderer(view);
        GoldenFile.Check(name, renderer.Render(screen));
    }

    [Fact]
    public void Small_panels_match_their_golden_picture()
    {
        using var renderer = new MonoRenderer(Language.Vietnamese);
        GoldenFile.Check("small-panel", Contact.Sheet([.. Pictures.Values.Where(picture => picture.View == Landscape).Select(picture => renderer.Render(picture.Screen))]));
    }

    [Fact]
    public void A_differing_picture_is_detected()
    {
        using var renderer = new ScreenRenderer(Landscape);
        var (one, other) = (renderer.Render(new Screen.Admitted("Nguyễn Văn An", null, null, null, Samples.Morning)), renderer.Render(new Screen.Admitted("Nguyễn Văn Ân", null, null, null, Samples.Morning)));
        Assert.InRange(GoldenFile.Differing(one, other), 50, 5000);
    }
}
