using Kiosk.Feed.Records;
using Kiosk.Hardware.Input;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Devices;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>The operator's menu at a terminal without a touch panel, used by keys.</summary>
public sealed class OperatorKeysTests : IAsyncDisposable
{
    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly IssuedCard staff = TappedCards.Member(2);
    private readonly Hall hall;

    public OperatorKeysTests()
    {
        hall = new Hall(member) { Adjust = options => options.Inputs.Keys = "/dev/input/event99" };
        hall.Source.Put(staff, TestCacheSource.MemberOf(staff) with { Duties = [Duty.Operator] });
        hall.Source.Feed.PutMeeting(TestCacheSource.Meeting with { Sessions = [.. TestCacheSource.Meeting.Sessions, TestCacheSource.Meeting.Sessions[0] with { Id = "phien-2", Title = "Phiên chính thức" }] });
        hall.Publish();
    }

    [Fact]
    public async Task The_screen_shows_who_operates_and_which_item_Enter_would_choose()
    {
        var terminal = await hall.OpenAsync();
        using var seen = new SeenScreens(terminal.Presenter);

        var opened = Assert.IsType<Screen.OperatorMenu>((await terminal.TapAsync(staff.Image())).Screen);
        Press(terminal, PadKey.Next, PadKey.Next);
        await seen.UntilAsync(screen => screen is Screen.OperatorMenu { Focus: 2 });
        Press(terminal, PadKey.Previous, PadKey.Previous, PadKey.Previous);
        await seen.UntilAsync(screen => screen is Screen.OperatorMenu { Focus: 3 });

        Assert.Equal((TestCacheSource.MemberOf(staff).Name, 0), (opened.Operator, opened.Focus));
    }

    [Theory]
    [InlineData(PadKey.One, PadKey.Two)]
    [InlineData(PadKey.Enter, PadKey.Next, PadKey.Enter)]
    public async Task The_last_check_in_is_undone_with_a_reason(params PadKey[] keys)
    {
        var terminal = await OpenedAsync();

        Press(terminal, keys);

        Assert.Equal(0, Present(terminal));
        Assert.Equal((JournalOutcome.Undone, ReasonCode.DeskNotEntered), (hall.Records[^1].Outcome, hall.Records[^1].Code));
        Press(terminal, PadKey.Enter, PadKey.Enter);
        Assert.Single(hall.Records, record => record.Outcome is JournalOutcome.Undone);
    }

    [Theory]
    [InlineData(PadKey.Two, PadKey.Two)]
    [InlineData(PadKey.Next, PadKey.Enter, PadKey.Previous, PadKey.Enter)]
    public async Task Another_session_is_chosen(params PadKey[] keys)
    {
        var terminal = await OpenedAsync();

        Press(terminal, keys);

        Assert.Equal("phien-2", terminal.Modes.Current.Session);
    }

    [Theory]
    [InlineData(PadKey.Four, PadKey.One)]
    [InlineData(PadKey.Previous, PadKey.Enter, PadKey.Enter)]
    public async Task Check_in_is_ended(params PadKey[] keys)
    {
        var terminal = await OpenedAsync();

        Press(terminal, keys);

        Assert.Equal(ModeSelection.Verify, terminal.Modes.Current.Kind);
        Assert.Contains(hall.Notes, note => TerminalNote.Parse(note.Context).Event == TerminalNote.MeetingEnded);
    }

    [Fact]
    public async Task Another_doors_place_is_taken()
    {
        var terminal = await OpenedAsync();
        using var seen = new SeenScreens(terminal.Presenter);

        Press(terminal, PadKey.Three);

        await seen.UntilAsync(screen => screen is Screen.OperatorMenu { Items.Count: 0, Focus: null });
    }

    [Fact]
    public async Task Without_a_menu_and_after_a_minute_no_key_does_anything()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        Press(terminal, PadKey.One, PadKey.One, PadKey.Enter, PadKey.Enter);
        await terminal.TapAsync(staff.Image());
        hall.Time.Advance(TimeSpan.FromSeconds(50));
        Press(terminal, PadKey.Next);
        hall.Time.Advance(TimeSpan.FromSeconds(50));
        Press(terminal, PadKey.Previous);
        hall.Time.Advance(TimeSpan.FromSeconds(61));

        Press(terminal, PadKey.One, PadKey.One);

        Assert.Equal(1, Present(terminal));
    }

    [Fact]
    public async Task Back_and_nine_choose_nothing()
    {
        var terminal = await OpenedAsync();
        using var seen = new SeenScreens(terminal.Presenter);

        Press(terminal, PadKey.Nine, PadKey.Four, PadKey.Back);
        await seen.UntilAsync(screen => screen is Screen.OperatorMenu { Items.Count: 4 });
        Press(terminal, PadKey.Back, PadKey.Four, PadKey.One);

        Assert.Equal(ModeSelection.AtMeeting, terminal.Modes.Current.Kind);
    }

    public ValueTask DisposeAsync() => hall.DisposeAsync();

    private static int Present(RunningTerminal terminal) => terminal.Status.Of(terminal.Health).Presence!.Present;

    private static void Press(RunningTerminal terminal, params PadKey[] keys)
    {
        foreach (var key in keys)
        {
            terminal.Menu.Obey(KeypadLoop.ActionOf(key));
        }
    }

    private async Task<RunningTerminal> OpenedAsync()
    {
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        hall.Time.Advance(ScreenPresenter.MinDwell);
        await terminal.TapAsync(staff.Image());
        return terminal;
    }
}
