using Kiosk.Service.Demo.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Service.Tests.CheckIn;

public sealed class OperatorScreensTests
{
    private readonly IssuedCard member = TappedCards.Member(1);

    [Fact]
    public async Task Who_came_is_counted_by_door_and_delegation_and_nobody_is_named()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        hall.Time.Advance(TimeSpan.FromSeconds(5));
        await terminal.TapAsync(member.Image());

        var figures = terminal.Operators.Overview().Figures;

        Assert.Equal([new CountLine(Hall.Door, 1)], figures.ByDoor);
        Assert.Equal(1, figures.ByDelegation.Sum(line => line.Present));
        Assert.Equal(1, figures.Presence!.Present);
        Assert.Equal([TapAnswer.AlreadyIn, TapAnswer.Recorded], figures.LastTaps.Select(tap => tap.Answer));
        Assert.Equal(2, figures.Stores.Records);
        Assert.DoesNotContain("Nguyễn", string.Join('\n', ScreenWords.Of(new Screen.OperatorView(figures), Language.Vietnamese).Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_that_serves_is_ready()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();

        var sheet = terminal.Operators.Readiness();

        Assert.Equal(RunningTerminal.Id, sheet.TerminalId);
        Assert.DoesNotContain(sheet.Checks, check => check.State == CheckState.Bad);
    }
}
