using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

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

    [Theory]
    [InlineData("7", "Cửa số 7", TapAnswer.WrongDoor)]
    [InlineData(null, "bàn hỗ trợ để được hướng dẫn", TapAnswer.NotInvited)]
    public async Task Why_a_member_was_sent_elsewhere_stands_on_the_operator_s_view_alone(string? door, string asked, TapAnswer answer)
    {
        await using var hall = new Hall(member);
        hall.Source.Feed.Withdraw(TestCacheSource.Meeting.Id, TestCacheSource.TagOf(member));
        hall.Source.Feed.Invite(TestCacheSource.Meeting.Id, door is null ? [] : [TestCacheSource.Invite(member) with { Door = door }]);
        hall.Publish();
        var terminal = await hall.OpenAsync();

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(Mood.Attention, outcome.Screen.Mood);
        Assert.Contains(asked, ScreenWords.Of(outcome.Screen, Language.Vietnamese).Headline, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([answer], terminal.Operators.Overview().Figures.LastTaps.Select(tap => tap.Answer));
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
