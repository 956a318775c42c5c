using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.CheckIn;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>The menu that an operator's card opens at a meeting.</summary>
public sealed class OperatorDeskTests : IAsyncDisposable
{
    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly IssuedCard other = TappedCards.Member(3);
    private readonly IssuedCard staff = TappedCards.Member(2);
    private readonly Hall hall;

    public OperatorDeskTests()
    {
        hall = new Hall(member, other);
        hall.Source.Put(staff, TestCacheSource.MemberOf(staff) with { Duties = [Duty.Operator] });
        hall.Source.Feed.PutMeeting(TestCacheSource.Meeting with { Sessions = [.. TestCacheSource.Meeting.Sessions, TestCacheSource.Meeting.Sessions[0] with { Id = "phien-2", Title = "Phiên chính thức" }] });
        hall.Publish();
    }

    [Fact]
    public async Task The_last_check_in_is_undone_for_a_reason_and_the_person_may_enter_again_at_once()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(other.Image());
        await terminal.TapAsync(member.Image());

        var opened = await terminal.TapAsync(staff.Image());
        Touch(terminal, "choose:0 choose:1");

        Assert.Equal(ReasonCode.AdmissionOperator, opened.Code);
        Assert.Equal(TestCacheSource.MemberOf(staff).Name, Assert.IsType<Screen.OperatorMenu>(opened.Screen).Operator);
        Assert.Equal(1, Present(terminal));
        var undone = hall.Records[^1];
        Assert.Equal((JournalOutcome.Undone, ReasonCode.DeskNotEntered), (undone.Outcome, undone.Code));
        Assert.Equal(Pseudonym.ForMeeting(TestCacheSource.Meeting, TestCacheSource.TagOf(member)).ToArray(), undone.Pseudonym.ToArray());
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
        Assert.Equal(2, Present(terminal));
    }

    [Fact]
    public async Task What_was_undone_stays_undone_after_a_restart_and_the_next_to_undo_is_the_one_before()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(other.Image());
        await terminal.TapAsync(member.Image());
        await terminal.TapAsync(staff.Image());
        Touch(terminal, "choose:0 choose:0");

        terminal = await hall.OpenAsync();

        Assert.Equal(1, Present(terminal));
        Assert.True(terminal.Acts.UndoLast(ReasonCode.DeskTrial, "test").IsDone);
        Assert.Equal(0, Present(terminal));
        Assert.False(terminal.Acts.UndoLast(ReasonCode.DeskTrial, "test").IsDone);
    }

    [Fact]
    public async Task Who_operates_is_sealed_and_stands_in_no_clear_part_of_the_journal()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        await terminal.TapAsync(staff.Image());
        Touch(terminal, "choose:0 choose:0");

        Assert.False(hall.Records[^1].Sealed.IsEmpty);
        var note = TerminalNote.Parse(hall.Notes[^1].Context);
        Assert.Equal((TerminalNote.MenuOpened, OperatorDesk.By), (note.Event, note.By));
        Assert.False(hall.Notes[^1].Sealed.IsEmpty);
        var tag = TestCacheSource.TagOf(staff).ToString();
        Assert.DoesNotContain(hall.Records.Concat(hall.Notes), record => record.Context.Contains(tag, StringComparison.Ordinal) || record.Door.Contains(tag, StringComparison.Ordinal));
        Assert.DoesNotContain(tag, terminal.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_is_switched_from_elsewhere_while_a_reason_is_chosen_is_told_and_nothing_is_undone()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        hall.Time.Advance(ScreenPresenter.MinDwell);
        await terminal.TapAsync(staff.Image());
        using var seen = new SeenScreens(terminal.Presenter);
        Touch(terminal, "choose:0");
        terminal.Control.SwitchMode(new(ModeSelection.AtMeeting, Meeting: TestCacheSource.Meeting.Id, Session: "phien-2"), by: "test");

        Touch(terminal, "choose:0");

        await seen.UntilAsync(screen => screen is Screen.OperatorMenu { Items.Count: 0 });
        Assert.DoesNotContain(hall.Records, record => record.Outcome is JournalOutcome.Undone);
    }

    [Fact]
    public async Task Another_card_closes_the_menu()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(staff.Image());

        await terminal.TapAsync(member.Image());
        Touch(terminal, "choose:0 choose:0");

        Assert.Equal(1, Present(terminal));
    }

    [Fact]
    public async Task The_menu_closes_after_sixty_seconds()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        await terminal.TapAsync(staff.Image());

        hall.Time.Advance(TimeSpan.FromSeconds(61));
        Touch(terminal, "choose:0 choose:0");

        Assert.Equal(1, Present(terminal));
    }

    [Fact]
    public async Task Whoever_finds_it_open_does_not_keep_it_so_by_touching_it()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        await terminal.TapAsync(staff.Image());
        hall.Time.Advance(TimeSpan.FromSeconds(40));
        Touch(terminal, "choose:0 back");

        hall.Time.Advance(TimeSpan.FromSeconds(21));
        Touch(terminal, "choose:0 choose:0");

        Assert.Equal(1, Present(terminal));
    }

    [Fact]
    public async Task Without_an_operators_card_no_touch_does_anything()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());

        Touch(terminal, "choose:0 choose:0 choose:3 choose:0");

        Assert.Equal(1, Present(terminal));
        Assert.Equal(ModeSelection.AtMeeting, terminal.Modes.Current.Kind);
    }

    [Fact]
    public async Task Another_session_is_another_attendance()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        await terminal.TapAsync(staff.Image());

        Touch(terminal, "choose:1 choose:1");

        Assert.Equal("phien-2", terminal.Modes.Current.Session);
        Assert.Equal(0, Present(terminal));
        Assert.Equal(OperatorDesk.By, TerminalNote.Parse(hall.Notes[^1].Context).By);
    }

    [Fact]
    public async Task Ending_check_in_is_noted_and_admits_nobody_any_more()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(staff.Image());

        Touch(terminal, "choose:3 choose:0");

        Assert.Equal(ModeSelection.Verify, terminal.Modes.Current.Kind);
        Assert.Contains(hall.Notes, note => TerminalNote.Parse(note.Context).Event == TerminalNote.MeetingEnded);
        Assert.IsType<Screen.Verified>((await terminal.TapAsync(member.Image())).Screen);
    }

    [Fact]
    public async Task Back_leads_to_the_menu_and_out_of_it()
    {
        var terminal = await hall.OpenAsync();
        using var seen = new SeenScreens(terminal.Presenter);
        await terminal.TapAsync(staff.Image());

        Touch(terminal, "choose:3 back");
        await seen.UntilAsync(screen => screen is Screen.OperatorMenu { Items.Count: 4 });
        Touch(terminal, "back");
        await seen.UntilAsync(screen => screen is Screen.Idle);

        Assert.Equal(ModeSelection.AtMeeting, terminal.Modes.Current.Kind);
    }

    [Fact]
    public async Task A_leaving_is_undone_as_an_arrival_is()
    {
        await using var passage = new Hall(member) { Adjust = options => options.Direction = "both" };
        var terminal = await passage.OpenAsync();
        await terminal.TapAsync(member.Image());
        passage.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ReasonCode.AdmissionLeft, (await terminal.TapAsync(member.Image())).Code);

        Assert.True(terminal.Acts.UndoLast(ReasonCode.DeskMistaken, "test").IsDone);

        Assert.Equal((1, 1), (terminal.Status.Of(terminal.Health).Presence!.Present, terminal.Status.Of(terminal.Health).Presence!.Inside));
    }

    public ValueTask DisposeAsync() => hall.DisposeAsync();

    private static int Present(RunningTerminal terminal) => terminal.Status.Of(terminal.Health).Presence!.Present;

    private static void Touch(RunningTerminal terminal, string actions)
    {
        foreach (var action in actions.Split(' '))
        {
            terminal.Desks.Obey(ScreenAction.TryParse(action)!);
        }
    }
}
