using Kiosk.Feed.Records;
using Kiosk.Service.Devices;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Verify-only mode at a terminal with a door.</summary>
public sealed class VerifyDoorTests
{
    private readonly IssuedCard member = TappedCards.Member(1);

    [Fact]
    public async Task A_suspended_members_valid_card_does_not_open_the_door_and_nothing_says_why()
    {
        await using var hall = Opening(member);
        hall.Source.Put(member, TestCacheSource.MemberOf(member) with { Periods = [new(MemberStatus.Suspended, new(2010, 5, 19), null, null)] });
        hall.Publish();
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.AdmissionSuspended, outcome.Code);
        Assert.Equal(new Screen.Refused(PublicLine.NotVerified), outcome.Screen);
        Assert.False(DoorLoop.Opens(outcome, inVerifyMode: true));
        Assert.True(Assert.Single(hall.Records) is { Pseudonym.IsEmpty: true, Sealed.IsEmpty: true });
    }

    [Fact]
    public async Task An_official_members_card_opens_it_and_nothing_about_the_person_is_kept()
    {
        await using var hall = Opening(member);
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);

        var outcome = await terminal.TapAsync(member.Image());

        Assert.True(DoorLoop.Opens(outcome, inVerifyMode: true));
        Assert.Equal(new Screen.Verified(), outcome.Screen);
        Assert.True(Assert.Single(hall.Records) is { Pseudonym.IsEmpty: true, Sealed.IsEmpty: true });
        LeftTraces.AssertNone(terminal, outcome, member);
    }

    [Fact]
    public async Task Without_a_rule_of_the_feed_nobody_passes()
    {
        await using var hall = new Hall(member) { Adjust = options => options.Relay.OpensInVerifyMode = true };
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal((ReasonCode.AdmissionNoRule, new Screen.Refused(PublicLine.NotVerified)), (outcome.Code, outcome.Screen));
        Assert.False(DoorLoop.Opens(outcome, inVerifyMode: true));
    }

    [Fact]
    public async Task Without_the_setting_no_record_is_looked_up_and_no_door_opens()
    {
        await using var hall = new Hall(member);
        hall.Source.Put(member, TestCacheSource.MemberOf(member) with { Periods = [new(MemberStatus.Suspended, new(2010, 5, 19), null, null)] });
        hall.Publish();
        var terminal = await hall.OpenAsync(Hall.VerifyOnly);

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(new Screen.Verified(), outcome.Screen);
        Assert.False(DoorLoop.Opens(outcome, inVerifyMode: false));
    }

    private static Hall Opening(IssuedCard card) => new(card) { Adjust = options => options.Relay = new() { OpensInVerifyMode = true, AdmitsAnyCard = true } };
}
