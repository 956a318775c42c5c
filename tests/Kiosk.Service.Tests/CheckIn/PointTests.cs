using Kiosk.Feed.Records;
using Kiosk.Service.Devices;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>A door without staff whose rule is in the feed.</summary>
public sealed class PointTests
{
    private readonly IssuedCard member = TappedCards.Member(1);

    [Theory]
    [InlineData(RunningTerminal.Id, "another door")]
    [InlineData("another-terminal", Hall.Door)]
    public async Task A_card_on_the_list_opens_the_door_by_the_terminals_id_or_by_its_door(string terminalId, string door)
    {
        await using var hall = At(new PassRule(Listed: true), terminalId, door, new PassLine(TestCacheSource.TagOf(member)));
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.Admitted, outcome.Code);
        Assert.True(DoorLoop.Opens(outcome, inVerifyMode: true));
        Assert.StartsWith("point:kho/", Assert.Single(hall.Records).Context, StringComparison.Ordinal);
        LeftTraces.AssertNone(terminal, outcome, member);
    }

    [Fact]
    public async Task Somebody_whom_no_rule_means_is_refused_neutrally_and_the_journal_alone_says_why()
    {
        await using var hall = At(new PassRule(Units: ["Chi bộ 9"]), RunningTerminal.Id, "another door");
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(new Screen.Refused(PublicLine.NotVerified), outcome.Screen);
        Assert.False(DoorLoop.Opens(outcome, inVerifyMode: true));
        Assert.True(Assert.Single(hall.Records) is { Code: ReasonCode.AdmissionNotAllowedHere, Pseudonym.IsEmpty: true, Sealed.IsEmpty: true });
    }

    [Fact]
    public async Task A_rule_that_is_published_anew_counts_for_the_very_next_tap()
    {
        await using var hall = At(new PassRule(Units: ["Chi bộ 9"]), RunningTerminal.Id, "another door");
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);
        Assert.Equal(ReasonCode.AdmissionNotAllowedHere, (await terminal.TapAsync(member.Image())).Code);

        hall.Source.Feed.PutPoint(PointOf(new PassRule(Members: true), RunningTerminal.Id, "another door"));
        hall.Publish();
        hall.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
    }

    private static Point PointOf(PassRule rule, string terminalId, string door) => new("kho", "Kho lưu trữ", [rule], [terminalId], [door]);

    private Hall At(PassRule rule, string terminalId, string door, params PassLine[] list)
    {
        var hall = new Hall(member) { Adjust = options => options.Relay.OpensInVerifyMode = true };
        hall.Source.Feed.PutPoint(PointOf(rule, terminalId, door), list);
        hall.Publish();
        return hall;
    }
}
