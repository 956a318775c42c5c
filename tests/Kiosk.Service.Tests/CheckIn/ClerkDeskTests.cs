using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>A procedure desk that a clerk's card opens.</summary>
public sealed class ClerkDeskTests : IAsyncDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly IssuedCard clerk = TappedCards.Member(2);
    private readonly Hall hall;

    private string ClerkTag => TestCacheSource.TagOf(clerk).ToString();

    public ClerkDeskTests()
    {
        hall = new Hall(member) { Adjust = options => options.Desk.NeedsClerk = true };
        hall.Source.Put(clerk, TestCacheSource.MemberOf(clerk) with { Duties = [Duty.Clerk] });
        hall.Publish();
    }

    [Fact]
    public async Task Until_a_clerk_comes_nothing_can_be_chosen_and_no_card_is_taken()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        using var seen = new SeenScreens(terminal.Presenter);
        await seen.UntilAsync(screen => screen is Screen.Idle { AwaitsClerk: true, OffersChoice: false });

        Touch(terminal, "open choose:0 continue");
        var early = await terminal.TapAsync(member.Image());

        Assert.Equal((ReasonCode.AdmissionNoClerk, (Screen)new Screen.TryAgain(ReadingAdvice.AwaitsClerk)), (early.Code, early.Screen));
        Assert.False(terminal.Modes.HasChoice);
        Assert.Equal([(JournalOutcome.Denied, ReasonCode.AdmissionNoClerk, 0)], hall.Records.Select(record => (record.Outcome, record.Code, record.Sealed.Length)));
    }

    [Fact]
    public async Task At_a_meeting_not_even_the_clerks_view_says_why_a_card_was_refused()
    {
        var terminal = await hall.OpenAsync();

        var refused = await terminal.TapAsync(TappedCards.Member(9).Image());

        Assert.IsType<Screen.Refused>(refused.Screen);
        Assert.Null(terminal.ClerkView.Now().Refusal);
    }

    [Fact]
    public async Task A_refused_card_is_explained_to_the_clerk_of_a_desk()
    {
        var terminal = await OpenAsync(Hall.AtDesk);

        await terminal.TapAsync(member.Image());

        Assert.Equal("admission.no-clerk", terminal.ClerkView.Now().Refusal?.Reason.Name);
    }

    [Fact]
    public async Task A_desk_of_one_procedure_takes_nothing_without_a_clerk_either()
    {
        var terminal = await OpenAsync(Hall.ForProcedure);

        Assert.Equal(ReasonCode.AdmissionNoClerk, (await terminal.TapAsync(member.Image())).Code);
        await terminal.TapAsync(clerk.Image());
        Assert.IsType<Screen.ProcedureReceipt>((await terminal.TapAsync(member.Image())).Screen);
    }

    [Fact]
    public async Task A_clerk_opens_the_desk_and_each_receipt_is_bound_to_clerk_case_and_purpose_under_seal()
    {
        var terminal = await OpenAsync(Hall.AtDesk);

        var opened = await terminal.TapAsync(clerk.Image());
        Touch(terminal, "open choose:0 type:4 type:2 continue");
        var served = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.AdmissionDeskOpened, opened.Code);
        Assert.Equal("42", Assert.IsType<Screen.ProcedureReceipt>(served.Screen).CaseNumber);
        var details = hall.Sealed.Single(one => one.Record.Mode is JournalMode.Procedure).Details;
        Assert.Equal((ClerkTag, "42", TestCacheSource.Procedure.Vietnamese), (details.ByCard, details.CaseNumber, details.Purpose));
        var note = hall.Sealed.Single(one => one.Record.Mode is JournalMode.Terminal);
        Assert.Equal((TerminalNote.DeskOpened, ClerkDesk.By, ClerkTag), (TerminalNote.Parse(note.Record.Context).Event, TerminalNote.Parse(note.Record.Context).By, note.Details.ByCard));
    }

    [Fact]
    public async Task Who_serves_stands_in_no_clear_part_no_screen_and_no_log()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        var opened = await terminal.TapAsync(clerk.Image());
        Touch(terminal, "open choose:0 continue");
        await terminal.TapAsync(member.Image());

        Assert.DoesNotContain(hall.Records.Concat(hall.Notes), record => record.Context.Contains(ClerkTag, StringComparison.Ordinal));
        Assert.Equal(new Screen.DeskTurned(opened.Instant + Hour), opened.Screen);
        Assert.DoesNotContain(ClerkTag, terminal.Log + terminal.StatusJsonText + terminal.MetricsText, StringComparison.Ordinal);
        Assert.DoesNotContain(TestCacheSource.MemberOf(clerk).Name, terminal.Log + terminal.StatusJsonText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_closes_after_the_configured_minutes_and_the_journal_says_so()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        await terminal.TapAsync(clerk.Image());
        Touch(terminal, "open choose:0 continue");

        hall.Time.Advance(Hour - TimeSpan.FromMinutes(1));
        Assert.NotNull(terminal.Shift.Remaining);
        hall.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.False(terminal.Modes.HasChoice);
        Assert.Equal(ReasonCode.AdmissionNoClerk, (await terminal.TapAsync(member.Image())).Code);
        Assert.Equal((TerminalNote.DeskClosed, "timeout"), NoteAt(^1));
    }

    [Fact]
    public async Task The_same_card_closes_it_and_what_was_chosen_is_forgotten()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        await terminal.TapAsync(clerk.Image());
        Touch(terminal, "open choose:0 continue");

        hall.Time.Advance(RepeatTapGuard.Window);
        var closed = await terminal.TapAsync(clerk.Image());

        Assert.Equal((ReasonCode.AdmissionDeskClosed, (Screen)new Screen.DeskTurned(OpenUntil: null)), (closed.Code, closed.Screen));
        Assert.False(terminal.Modes.HasChoice);
        Assert.Equal((TerminalNote.DeskClosed, ClerkDesk.By), NoteAt(^1));
        Assert.Equal(ReasonCode.AdmissionNoClerk, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task A_card_held_a_moment_too_long_does_not_close_what_it_opened()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        await terminal.TapAsync(clerk.Image());

        var again = await terminal.TapAsync(clerk.Image());

        Assert.True(again.IsRepeat);
        Assert.NotNull(terminal.Shift.Remaining);
    }

    [Fact]
    public async Task A_restart_and_another_mode_close_the_desk()
    {
        var terminal = await OpenAsync(Hall.AtDesk);
        await terminal.TapAsync(clerk.Image());
        terminal.Control.SwitchMode(new(ModeSelection.Verify), by: "test");
        Assert.Equal((TerminalNote.DeskClosed, "mode"), NoteAt(^1));
        terminal.Control.SwitchMode(new(ModeSelection.ForProcedure), by: "test");
        Assert.Equal(ReasonCode.AdmissionNoClerk, (await terminal.TapAsync(member.Image())).Code);
        await terminal.TapAsync(clerk.Image());

        terminal = await OpenAsync(Hall.AtDesk);

        Assert.Equal(ReasonCode.AdmissionNoClerk, (await terminal.TapAsync(member.Image())).Code);
    }

    public ValueTask DisposeAsync() => hall.DisposeAsync();

    private (string Event, string? By) NoteAt(Index at) => TerminalNote.Parse(hall.Notes[at].Context) is var note ? (note.Event, note.By) : default;

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
