using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>An alarm of the door at the terminal as the host builds it.</summary>
public sealed class DoorAlarmScreenTests : IAsyncDisposable
{
    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly IssuedCard staff = TappedCards.Member(2);
    private readonly Hall hall;

    public DoorAlarmScreenTests()
    {
        hall = new Hall(member) { Adjust = options => options.Alarm.HeldOpenSeconds = 10 };
        hall.Source.Put(staff, TestCacheSource.MemberOf(staff) with { Duties = [Duty.Operator] });
        hall.Publish();
    }

    [Fact]
    public async Task An_operators_card_ends_the_alarm_and_the_journal_says_whose_it_was()
    {
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);
        HoldOpen(terminal);
        Assert.Equal(AlarmSubject.HeldOpen, terminal.Alarm.Current);
        Assert.Equal(new Screen.Verified(), (await terminal.TapAsync(member.Image())).Screen);
        Assert.Equal(AlarmSubject.HeldOpen, terminal.Alarm.Current);

        var ended = await terminal.TapAsync(staff.Image());

        Assert.Equal((ReasonCode.AdmissionAcknowledged, (Screen)new Screen.Acknowledged(MayComeInAgain: false)), (ended.Code, ended.Screen));
        Assert.Equal(AlarmSubject.None, terminal.Alarm.Current);
        Assert.Equal([TerminalNote.AlarmHeldOpen, TerminalNote.AlarmAcknowledged, TerminalNote.AlarmEnded], Alarms());
        Assert.False(Assert.Single(hall.Notes, note => note.Context.StartsWith(TerminalNote.AlarmAcknowledged, StringComparison.Ordinal)).Sealed.IsEmpty);
    }

    [Fact]
    public async Task The_operators_menu_at_a_meeting_ends_it_too()
    {
        var terminal = await hall.OpenAsync();
        HoldOpen(terminal);

        Assert.IsType<Screen.OperatorMenu>((await terminal.TapAsync(staff.Image())).Screen);

        Assert.Equal([TerminalNote.AlarmHeldOpen, TerminalNote.AlarmEnded], Alarms());
    }

    [Fact]
    public async Task An_operators_card_without_an_alarm_is_a_card_like_any_other()
    {
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);

        Assert.Equal(new Screen.Verified(), (await terminal.TapAsync(staff.Image())).Screen);
    }

    public ValueTask DisposeAsync() => hall.DisposeAsync();

    private void HoldOpen(RunningTerminal terminal)
    {
        terminal.Alarm.Report(isOpen: true);
        hall.Time.Advance(TimeSpan.FromSeconds(11));
    }

    private IEnumerable<string> Alarms() => hall.Notes.Select(note => TerminalNote.Parse(note.Context).Event).Where(name => name.StartsWith(TerminalNote.AlarmPrefix, StringComparison.Ordinal));
}
