using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.Tests.CheckIn;

public sealed class ProcedureDeskTests : IAsyncDisposable
{
    private static readonly TimeSpan ChoosingTimeout = TimeSpan.FromSeconds(61);

    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly Hall hall;

    public ProcedureDeskTests()
    {
        hall = new Hall(member);
        hall.Source.Feed.PutProcedures([TestCacheSource.Procedure, .. Enumerable.Range(2, 7).Select(Numbered), Numbered(9) with { ValidTo = new(2026, 1, 31) }]);
        hall.Publish();
    }

    private static Phrase First { get; } = new(TestCacheSource.Procedure.Vietnamese, TestCacheSource.Procedure.English);

    [Fact]
    public async Task What_was_chosen_and_typed_is_in_the_receipt_and_the_next_tap_must_be_chosen_for_again()
    {
        var terminal = await OpenAsync(Hall.AtDesk);

        Touch(terminal, "open page:next choose:1 type:H type:S type:- type:X erase type:7 continue");
        var chosen = await terminal.TapAsync(member.Image());
        hall.Time.Advance(RepeatTapGuard.Window);
        var next = await terminal.TapAsync(member.Image());

        var receipt = Assert.IsType<Screen.ProcedureReceipt>(chosen.Screen);
        Assert.Equal(("Thủ tục 8", "HS-7"), (receipt.Procedure.Vietnamese, receipt.CaseNumber));
        Assert.Equal((ReasonCode.AdmissionNoProcedure, (Screen)new Screen.TryAgain(ReadingAdvice.ChooseFirst)), (next.Code, next.Screen));
        Assert.Equal([("CD-08", JournalOutcome.Admitted), ("", JournalOutcome.Denied)], hall.Records.Select(record => (record.Context, record.Outcome)));
        LeftTraces.AssertNone(terminal, next, member);
    }

    [Fact]
    public async Task Going_on_without_a_number_opens_a_new_case()
    {
        var terminal = await OpenAsync(Hall.AtDesk);

        Touch(terminal, "open choose:0 continue");

        Assert.Equal((First, null), Assert.IsType<Screen.ProcedureReceipt>((await terminal.TapAsync(member.Image())).Screen) is var receipt ? (receipt.Procedure, receipt.CaseNumber) : default);
    }

    [Fact]
    public async Task The_screens_follow_the_touches()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        using var seen = new SeenScreens(terminal.Presenter);
        await seen.UntilAsync(screen => screen is Screen.Idle { AwaitsChoice: true, OffersChoice: true });

        Touch(terminal, "open");
        await seen.UntilAsync(screen => screen is Screen.ProcedureChoice { Page: 1, PageCount: 2, Procedures: [var first, _, _, _, _, _] } && first == First);
        Touch(terminal, "page:next");
        await seen.UntilAsync(screen => screen is Screen.ProcedureChoice { Page: 2, Procedures.Count: 2 });
        Touch(terminal, "page:previous choose:0");
        await seen.UntilAsync(screen => screen is Screen.CaseEntry { Typed: "", IsRefused: false } entry && entry.Procedure == First);
        Touch(terminal, "type:-");
        await seen.UntilAsync(screen => screen is Screen.CaseEntry { Typed: "-" });
        Touch(terminal, "continue");
        await seen.UntilAsync(screen => screen is Screen.CaseEntry { Typed: "-", IsRefused: true });
        Touch(terminal, "erase type:1 continue");
        await seen.UntilAsync(screen => screen is Screen.Idle { AwaitsChoice: false, Title.Vietnamese: "Chuyển sinh hoạt đảng – 1" });
    }

    [Fact]
    public async Task What_was_not_ticked_is_missing_on_the_receipt()
    {
        hall.Source.Feed.PutProcedures([TestCacheSource.Procedure with { Documents = [new("Hồ sơ đảng viên", "Member's file"), new("Phiếu công tác", "Work sheet"), new("Bản tự kiểm điểm", "Self-review")] }]);
        hall.Publish();
        var terminal = await OpenAsync(Hall.AtDesk);
        using var seen = new SeenScreens(terminal.Presenter);

        Touch(terminal, "open choose:0");
        await seen.UntilAsync(screen => screen is Screen.DocumentCheck { Documents: [{ IsThere: false }, { IsThere: false }, { IsThere: false }] });
        Touch(terminal, "choose:0 choose:1 choose:2 choose:1");
        await seen.UntilAsync(screen => screen is Screen.DocumentCheck { Documents: [{ IsThere: true }, { IsThere: false }, { IsThere: true }] });
        Touch(terminal, "continue type:7 continue");

        var receipt = Assert.IsType<Screen.ProcedureReceipt>((await terminal.TapAsync(member.Image())).Screen);
        Assert.Equal(["Phiếu công tác"], receipt.Missing!.Select(document => document.Vietnamese));
    }

    [Fact]
    public async Task The_answer_fits_the_procedure()
    {
        hall.Source.Feed.PutProcedures([TestCacheSource.Procedure with { Act = ProcedureAct.Fee }]);
        hall.Publish();
        var terminal = await OpenAsync(Hall.AtDesk);

        Touch(terminal, "open choose:0 continue");

        Assert.Equal(ReceiptAct.FeePaid, Assert.IsType<Screen.ProcedureReceipt>((await terminal.TapAsync(member.Image())).Screen).Act);
    }

    [Fact]
    public async Task A_card_that_comes_while_somebody_chooses_does_not_go_to_the_desks_own_procedure()
    {
        var terminal = await OpenAsync(Hall.ForProcedure);
        Touch(terminal, "open choose:1 type:4");

        var early = await terminal.TapAsync(member.Image());
        hall.Time.Advance(RepeatTapGuard.Window);
        Touch(terminal, "open type:2 continue");
        var chosen = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.AdmissionNoProcedure, early.Code);
        Assert.Equal("42", Assert.IsType<Screen.ProcedureReceipt>(chosen.Screen).CaseNumber);
    }

    [Theory]
    [InlineData("open")]
    [InlineData("open choose:0 type:4")]
    public async Task Whoever_walks_away_while_choosing_leaves_the_desk_as_it_was(string touches)
    {
        var terminal = await OpenAsync(Hall.ForProcedure);
        Touch(terminal, touches);
        Assert.True(terminal.Modes.HasChoice);

        hall.Time.Advance(ChoosingTimeout);

        Assert.Equal(ModeSelection.From(Hall.ForProcedure), terminal.Modes.Current);
        Assert.Equal("HS-2026/0001", Assert.IsType<Screen.ProcedureReceipt>((await terminal.TapAsync(member.Image())).Screen).CaseNumber);
    }

    [Fact]
    public async Task A_choice_for_which_no_card_comes_is_forgotten_after_two_minutes()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        Touch(terminal, "open choose:0 continue");

        hall.Time.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(TestCacheSource.Procedure.Code, terminal.Modes.Current.Procedure);
        hall.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(ReasonCode.AdmissionNoProcedure, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task A_refused_card_uses_no_choice_up()
    {
        var stranger = TappedCards.Member(2);
        var terminal = await OpenAsync(Hall.AtDesk);
        Touch(terminal, "open choose:0 type:9 continue");

        var refused = await terminal.TapAsync(stranger.Image());
        var admitted = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.AdmissionNotAMember, refused.Code);
        Assert.Equal("9", Assert.IsType<Screen.ProcedureReceipt>(admitted.Screen).CaseNumber);
    }

    [Fact]
    public async Task Back_leads_from_the_number_to_the_procedures_and_from_there_out()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        using var seen = new SeenScreens(terminal.Presenter);

        Touch(terminal, "open choose:0 back");
        await seen.UntilAsync(screen => screen is Screen.ProcedureChoice);
        Touch(terminal, "back");
        await seen.UntilAsync(screen => screen is Screen.Idle { AwaitsChoice: true });

        Assert.False(terminal.Modes.HasChoice);
    }

    [Fact]
    public async Task A_clerks_switch_ends_what_was_being_chosen()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        var parts = terminal;
        Touch(terminal, "open choose:1 type:1");

        parts.Control.SwitchMode(ModeSelection.From(Hall.ForProcedure), by: "test");
        Touch(terminal, "type:2 continue");

        Assert.Equal(ModeSelection.From(Hall.ForProcedure), parts.Modes.Current);
    }

    [Theory]
    [InlineData("meeting")]
    [InlineData("verify")]
    public async Task A_terminal_that_serves_no_procedures_takes_no_touch(string kind)
    {
        var terminal = await OpenAsync(kind == "meeting" ? Hall.AtMeeting : Hall.VerifyOnly);

        Touch(terminal, "open choose:0 continue");

        Assert.Equal(kind, terminal.Modes.Current.Kind);
        Assert.False(terminal.Modes.HasChoice);
    }

    [Fact]
    public async Task A_procedure_that_left_the_catalogue_meanwhile_is_not_chosen()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        Touch(terminal, "open choose:1");
        hall.Source.Feed.PutProcedures([TestCacheSource.Procedure]);
        hall.Publish();
        terminal.Cache.Refresh();

        Touch(terminal, "continue");

        Assert.Equal(ModeSelection.From(Hall.AtDesk), terminal.Modes.Current);
        Assert.True(terminal.Modes.HasChoice);
    }

    [Fact]
    public async Task A_number_is_no_longer_than_file_numbers_are()
    {
        var terminal = await OpenAsync(Hall.AtDesk);

        Touch(terminal, $"open choose:0 {string.Join(' ', Enumerable.Repeat("type:8", 40))} continue");

        Assert.Equal(new string('8', 32), terminal.Modes.Current.CaseNumber);
    }

    [Fact]
    public async Task A_choice_does_not_survive_a_restart()
    {
        var before = await OpenAsync(Hall.AtDesk);
        Touch(before, "open choose:0 continue");

        var after = await OpenAsync(Hall.AtDesk);

        Assert.Equal(ModeSelection.From(Hall.AtDesk), after.Modes.Current);
    }

    public ValueTask DisposeAsync() => hall.DisposeAsync();

    private static Procedure Numbered(int number) => TestCacheSource.Procedure with { Code = $"CD-0{number}", Vietnamese = $"Thủ tục {number}", English = $"Procedure {number}" };

    private static void Touch(RunningTerminal terminal, string touches)
    {
        foreach (var touch in touches.Split(' '))
        {
            terminal.Desk.Obey(ScreenAction.TryParse(touch)!);
        }
    }

    private async Task<RunningTerminal> OpenAsync(ModeOptions mode)
    {
        var terminal = await hall.OpenAsync(mode, hasTouch: true);
        terminal.Cache.Refresh();
        return terminal;
    }
}
