using System.Reflection;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Tests.Feedback;

public sealed class SignalsTests
{
    private static readonly Screen[] Screens =
    [
        new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, default),
        new Screen.Reading(),
        new Screen.TakeCard(),
        new Screen.Admitted(null, null, null, null, default),
        new Screen.SteppedOut(default),
        new Screen.AlreadyIn(default, "1"),
        new Screen.OperatorMenu(new("", ""), []),
        new Screen.Refused(PublicLine.NotConfirmed),
        new Screen.Undecidable(),
        new Screen.TryAgain(ReadingAdvice.PlaceAgain),
        new Screen.ProcedureReceipt(new("a", "b"), null, "1", null, default),
        new Screen.DeskTurned(null),
        new Screen.Alarm(AlarmSubject.HeldOpen),
        new Screen.Acknowledged(MayComeInAgain: false),
        new Screen.OwnRecord([]),
        new Screen.OwnAttendance(new(2026, 11, 22), new(0, 0, 0, 0), []),
        new Screen.ClerkDesk(NeedsClerk: true, null, null, 0, []),
        new Screen.Verified(),
        new Screen.ProcedureChoice([]),
        new Screen.DocumentCheck(new("a", "b"), new(""), []),
        new Screen.CaseEntry(new("a", "b"), ""),
        new Screen.OperatorView(new(null, null, [], [], [], new(0, null, 0), default)),
        new Screen.Readiness("HN-01", [], default),
        new Screen.DeviceCheck("HN-01", []),
        new Screen.Software("HN-01", "1.4.2", null, null, default),
        new Screen.StickRead(StickNews.Refused),
        new Screen.OutOfService("terminal.journal", "HN-01", Awaited.Technician),
    ];

    [Fact]
    public void No_screen_is_forgotten_here() =>
        Assert.Equal(typeof(Screen).GetNestedTypes(BindingFlags.Public).ToHashSet(), Screens.Select(screen => screen.GetType()).ToHashSet());

    [Fact]
    public void Green_means_a_welcome_and_nothing_else() =>
        Assert.All(Screens, screen => Assert.Equal(screen.Mood == Mood.Welcome, Signals.Of(screen) == Signal.GreenSteady));

    [Theory]
    [InlineData(Mood.Welcome, Signal.GreenSteady)]
    [InlineData(Mood.Attention, Signal.AmberSlow)]
    [InlineData(Mood.Stop, Signal.RedDouble)]
    [InlineData(Mood.Neutral, Signal.None)]
    internal void A_self_test_gives_the_signal_that_it_tries_under_a_neutral_picture(Mood tried, Signal expected)
    {
        var screen = new Screen.DeviceCheck("HN-01", [], tried);
        Assert.Equal((expected, Mood.Neutral), (Signals.Of(screen), screen.Mood));
    }

    [Fact]
    public void A_signal_left_out_is_dark() => Assert.Equal(Signal.None, default);
}
