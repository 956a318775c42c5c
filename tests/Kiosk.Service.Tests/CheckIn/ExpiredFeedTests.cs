using Kiosk.Feed.Targets;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Taps after the signed feed has expired, and with clocks that are wrong in either direction.</summary>
public sealed class ExpiredFeedTests
{
    private static readonly DateTimeOffset AnHourAgo = TestPki.Now.AddHours(-1);

    private readonly IssuedCard member = TappedCards.Member(1);

    [Theory]
    [InlineData("meeting")]
    [InlineData("procedure")]
    [InlineData("verify")]
    public async Task Where_the_policy_says_so_an_arrival_past_the_expiry_is_recorded_and_flagged(string mode)
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(ModeOf(mode));
        terminal.Sync.Standing = Expired(AnHourAgo, ExpiredRule.RecordAndFlag);

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.TerminalFeed, outcome.Code);
        Assert.Equal(Mood.Welcome, outcome.Screen.Mood);
        var record = Assert.Single(hall.Records);
        Assert.Equal((JournalOutcome.Admitted, ReasonCode.TerminalFeed), (record.Outcome, record.Code));
    }

    [Theory]
    [InlineData("meeting")]
    [InlineData("procedure")]
    [InlineData("verify")]
    public async Task Where_it_says_refuse_nobody_is_served_and_the_operator_is_told_what_to_do(string mode)
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(ModeOf(mode));
        terminal.Sync.Standing = Expired(AnHourAgo, ExpiredRule.Refuse);

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.TerminalFeed, outcome.Code);
        var notice = Assert.IsType<Screen.OutOfService>(outcome.Screen).Detail!;
        Assert.Contains("hết hạn ngày 22/11/2026", notice.Vietnamese, StringComparison.Ordinal);
        Assert.Contains("expired on 22/11/2026", notice.English, StringComparison.Ordinal);
        Assert.Contains("The signed feed expired on 2026-11-22 07:00:00Z", terminal.Health.Summary, StringComparison.Ordinal);
        Assert.Empty(hall.Records);
        Assert.False(terminal.Health.IsReady);
    }

    [Fact]
    public async Task Each_mode_has_its_own_rule()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(Hall.AtMeeting);
        terminal.Sync.Standing = FeedStanding.None with { Expires = AnHourAgo };

        Assert.Equal(ReasonCode.TerminalFeed, (await terminal.TapAsync(member.Image())).Code);
        terminal.Control.SwitchMode(ModeSelection.From(Hall.VerifyOnly), by: "test");
        Assert.Equal(ReasonCode.TerminalFeed, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task To_the_second_of_the_expiry_nothing_is_flagged()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        terminal.Sync.Standing = Expired(TestPki.Now.AddSeconds(1), ExpiredRule.RecordAndFlag);
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task Longer_past_the_expiry_than_the_policy_allows_nobody_is_served_any_more()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        terminal.Sync.Standing = Expired(TestPki.Now - SyncPolicy.Default.Expired.MaxAge - TimeSpan.FromSeconds(1), ExpiredRule.RecordAndFlag);

        Assert.Equal(ReasonCode.TerminalFeed, (await terminal.TapAsync(member.Image())).Code);
        Assert.Empty(hall.Records);
    }

    [Fact]
    public async Task A_revoked_card_past_the_expiry_is_refused_as_revoked()
    {
        var revoked = TappedCards.Member(2).RevokedAt(TestPki.Yesterday);
        await using var hall = new Hall(member, revoked);
        var terminal = await hall.OpenAsync();
        terminal.Sync.Standing = Expired(AnHourAgo, ExpiredRule.RecordAndFlag);

        Assert.Equal(ReasonCode.RevocationRevoked, (await terminal.TapAsync(revoked.Image())).Code);
    }

    [Fact]
    public async Task A_clock_set_ahead_does_not_make_the_feed_look_expired()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        terminal.Sync.Standing = Expired(TestPki.Now.AddDays(7), ExpiredRule.Refuse);
        hall.Time.SetUtcNow(TestPki.Now.AddDays(30));

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.ClockUntrusted, outcome.Code);
        Assert.Equal(new Screen.TryAgain(ReadingAdvice.AwaitsClock), outcome.Screen);
    }

    [Fact]
    public async Task A_clock_set_back_does_not_bring_an_expired_feed_back_to_life()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        terminal.Sync.Standing = Expired(AnHourAgo, ExpiredRule.Refuse);
        terminal.Clock.RaiseFloor(TestPki.Now);
        hall.Time.SetUtcNow(TestPki.Now.AddHours(-2));

        var outcome = await terminal.TapAsync(member.Image());

        Assert.Equal(ReasonCode.ClockBehind, outcome.Code);
        Assert.NotEqual(Mood.Welcome, outcome.Screen.Mood);
    }

    private static FeedStanding Expired(DateTimeOffset at, ExpiredRule rule) =>
        FeedStanding.None with { Expires = at, Policy = SyncPolicy.Default with { Expired = SyncPolicy.Default.Expired with { Meeting = rule, Procedure = rule, VerifyOnly = rule } } };

    private static ModeOptions ModeOf(string mode) => mode switch
    {
        ModeSelection.ForProcedure => Hall.ForProcedure,
        ModeSelection.Verify => Hall.VerifyOnly,
        _ => Hall.AtMeeting,
    };
}
