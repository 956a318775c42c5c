using System.Text;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>A member looks at their own record at an attended desk.</summary>
public sealed class OwnRecordTests : IAsyncDisposable
{
    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly IssuedCard other = TappedCards.Member(3);
    private readonly Hall hall;

    public OwnRecordTests() => hall = new Hall(member, other);

    [Fact]
    public async Task The_second_tap_shows_what_is_kept_and_the_first_does_not()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        Touch(terminal, "record");

        var first = await terminal.TapAsync(member.Image());
        var second = await terminal.TapAsync(member.Image());

        Assert.Equal((ReasonCode.AdmissionRecordAsked, (Screen)new Screen.TryAgain(ReadingAdvice.PlaceAgainToSee)), (first.Code, first.Screen));
        Assert.Equal(ReasonCode.AdmissionRecordShown, second.Code);
        var kept = TestCacheSource.MemberOf(member);
        Assert.Equal([kept.Name, kept.CardNumber, kept.Unit, "Đảng viên chính thức"], Assert.IsType<Screen.OwnRecord>(second.Screen).Lines.Select(line => line.Value.Vietnamese));
        Assert.Empty(hall.Records);
        Assert.Equal((TerminalNote.RecordShown, OwnRecordActs.By), TerminalNote.Parse(hall.Notes[^1].Context) is var note ? (note.Event, note.By) : default);
        Assert.DoesNotContain(kept.Name, terminal.Log + terminal.StatusJsonText + terminal.MetricsText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_looks_again_at_once_is_asked_once_more_and_then_shown_it()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        await ShowAsync(terminal);
        Touch(terminal, "continue back record");

        var (first, second) = (await terminal.TapAsync(member.Image()), await terminal.TapAsync(member.Image()));

        Assert.Equal((ReasonCode.AdmissionRecordAsked, ReasonCode.AdmissionRecordShown), (first.Code, second.Code));
    }

    [Fact]
    public async Task Lines_that_are_touched_are_asked_to_be_corrected_under_seal()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        using var seen = new SeenScreens(terminal.Presenter);
        await ShowAsync(terminal);

        Touch(terminal, "choose:2 choose:0 choose:1 choose:1 continue");

        await seen.UntilAsync(screen => screen is Screen.OperatorMenu { Items.Count: 0, Title: { } title } && title.Vietnamese.StartsWith("Đã ghi nhận đề nghị sửa", StringComparison.Ordinal));
        var asked = hall.Sealed[^1];
        Assert.Equal(TerminalNote.CorrectionAsked, TerminalNote.Parse(asked.Record.Context).Event);
        Assert.Equal((TestCacheSource.TagOf(member).ToString(), "name unit"), (asked.Details.Tag, asked.Details.Fields));
        Assert.DoesNotContain(TestCacheSource.TagOf(member).ToString(), asked.Record.Context, StringComparison.Ordinal);
        Touch(terminal, "back");
        await seen.UntilAsync(screen => screen is Screen.Idle);
    }

    [Fact]
    public async Task Where_nothing_is_touched_the_record_is_confirmed()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        await ShowAsync(terminal);

        Touch(terminal, "continue");

        Assert.Equal((TerminalNote.RecordConfirmed, null), (TerminalNote.Parse(hall.Sealed[^1].Record.Context).Event, hall.Sealed[^1].Details.Fields));
        Assert.False(terminal.Modes.HasChoice);
    }

    [Fact]
    public async Task Whoever_has_no_answer_yet_asks_for_their_own_attendance_under_seal()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        using var seen = new SeenScreens(terminal.Presenter);
        await ShowAsync(terminal);

        Touch(terminal, "attendance");

        await seen.UntilAsync(screen => screen is Screen.OperatorMenu { Items.Count: 0, Title: { } title } && title.Vietnamese.StartsWith("Đã ghi nhận đề nghị xem việc dự họp", StringComparison.Ordinal));
        var asked = hall.Sealed[^1];
        Assert.Equal((TerminalNote.AttendanceAsked, OwnRecordActs.By), TerminalNote.Parse(asked.Record.Context) is var note ? (note.Event, note.By) : default);
        Assert.Equal((TestCacheSource.TagOf(member).ToString(), null), (asked.Details.Tag, asked.Details.Fields));
        Assert.DoesNotContain(TestCacheSource.TagOf(member).ToString(), asked.Record.Context, StringComparison.Ordinal);
        Assert.False(terminal.Modes.HasChoice);
        Touch(terminal, "attendance continue");
        Assert.Equal(asked.Record.Context, hall.Notes[^1].Context);
        Touch(terminal, "back");
        await seen.UntilAsync(screen => screen is Screen.Idle);
    }

    [Fact]
    public async Task The_answer_is_shown_page_by_page_and_can_be_asked_for_again()
    {
        PastSession[] sessions = [.. Enumerable.Range(0, 8).Select(at => new PastSession(new(2026, 11, 20 - at), $"Họp {at}", (CameAs)(at % 5)))];
        hall.Source.Put(member, TestCacheSource.MemberOf(member) with { Attendance = new(new(2026, 11, 21), sessions) });
        hall.Publish();
        var terminal = await OpenAsync(Hall.AtDesk);
        using var seen = new SeenScreens(terminal.Presenter);
        await ShowAsync(terminal);

        Touch(terminal, "attendance choose:1");
        await seen.UntilAsync(screen => screen is Screen.OwnAttendance { Page: 1, PageCount: 2, Lines: [{ Title: "Họp 0" }, _, _, _, _, _] } own && own.Totals == new AttendedTotals(8, 4, 1, 1));
        Touch(terminal, "page:next page:next");
        await seen.UntilAsync(screen => screen is Screen.OwnAttendance { Page: 2, Lines.Count: 2 });
        Touch(terminal, "back");
        await seen.UntilAsync(screen => screen is Screen.OwnRecord { IsRight: true });
        Touch(terminal, "attendance continue");

        Assert.Equal(TerminalNote.AttendanceAsked, TerminalNote.Parse(hall.Notes[^1].Context).Event);
        Assert.DoesNotContain(hall.Notes, note => TerminalNote.Parse(note.Context).Event == TerminalNote.CorrectionAsked);
        hall.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("", string.Join("; ", new ObjectGraph([terminal.Pipeline]).PathsTo([Encoding.Unicode.GetBytes("Họp 7")])));
    }

    [Fact]
    public async Task Another_card_is_asked_anew_and_cannot_answer_for_the_first()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        await ShowAsync(terminal);

        Assert.Equal(ReasonCode.AdmissionRecordAsked, (await terminal.TapAsync(other.Image())).Code);
        Touch(terminal, "continue");

        Assert.Equal(TerminalNote.RecordShown, TerminalNote.Parse(hall.Notes[^1].Context).Event);
    }

    [Fact]
    public async Task After_a_minute_or_by_a_touch_it_is_gone_from_screen_and_memory()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        using var seen = new SeenScreens(terminal.Presenter);
        await ShowAsync(terminal);
        hall.Time.Advance(TimeSpan.FromSeconds(61));
        await seen.UntilAsync(screen => screen is Screen.Idle { AwaitsChoice: true });
        Assert.False(terminal.Modes.HasChoice);
        Assert.Equal("", string.Join("; ", new ObjectGraph([terminal.Pipeline]).PathsTo([Encoding.Unicode.GetBytes(TestCacheSource.MemberOf(member).Name)])));
        Touch(terminal, "continue");
        Assert.Equal(TerminalNote.RecordShown, TerminalNote.Parse(hall.Notes[^1].Context).Event);

        await ShowAsync(terminal);
        Touch(terminal, "back");
        await seen.UntilAsync(screen => screen is Screen.Idle { AwaitsChoice: true });
        Assert.Equal(ReasonCode.AdmissionNoProcedure, (await terminal.TapAsync(other.Image())).Code);
    }

    [Fact]
    public async Task A_procedure_chosen_meanwhile_ends_it()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        Touch(terminal, "record open choose:0 continue");

        Assert.IsType<Screen.ProcedureReceipt>((await terminal.TapAsync(member.Image())).Screen);
    }

    [Theory]
    [InlineData("unattended")]
    [InlineData("names hidden")]
    [InlineData("meeting")]
    public async Task Elsewhere_no_record_is_shown(string place)
    {
        await using var elsewhere = new Hall(member)
        {
            Adjust = options => (options.Attended, options.HideNames) = (place != "unattended", place == "names hidden"),
        };
        var terminal = await elsewhere.OpenAsync(place == "meeting" ? Hall.AtMeeting : Hall.AtDesk, hasTouch: true);
        terminal.Cache.Refresh();

        Touch(terminal, "record");

        Assert.False(terminal.Modes.HasChoice);
        Assert.False(((Screen.Idle)terminal.Resting).OffersRecord);
    }

    [Fact]
    public async Task It_is_no_mode_that_a_clerk_can_switch_to()
    {
        var terminal = await OpenAsync(Hall.AtDesk);

        Assert.Throws<ModeException>(() => terminal.Control.SwitchMode(new(ModeSelection.OwnRecord), by: "test"));
    }

    public ValueTask DisposeAsync() => hall.DisposeAsync();

    private async Task ShowAsync(RunningTerminal terminal)
    {
        Touch(terminal, "record");
        await terminal.TapAsync(member.Image());
        // The request for a second tap stays long enough to be read.
        hall.Time.Advance(ScreenPresenter.MinDwell);
        Assert.IsType<Screen.OwnRecord>((await terminal.TapAsync(member.Image())).Screen);
    }

    private static void Touch(RunningTerminal terminal, string touches)
    {
        foreach (var touch in touches.Split(' '))
        {
            terminal.Desks.Obey(ScreenAction.TryParse(touch)!);
        }
    }

    private async Task<RunningTerminal> OpenAsync(ModeOptions mode)
    {
        var terminal = await hall.OpenAsync(mode, hasTouch: true);
        terminal.Cache.Refresh();
        return terminal;
    }
}
