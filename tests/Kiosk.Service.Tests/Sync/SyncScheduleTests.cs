using Kiosk.Service.Sync;
using Kiosk.Words;

namespace Kiosk.Service.Tests.Sync;

public sealed class SyncScheduleTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);
    private static readonly SyncOutcome Well = new SyncOutcome.NotModified();
    private static readonly SyncOutcome Down = new SyncOutcome.Unreachable(Phrase.Untranslated("It does not answer."));

    private readonly SyncSchedule schedule = new();

    [Fact]
    public void The_first_sync_comes_within_twenty_seconds_and_not_for_all_at_once()
    {
        var draws = Enumerable.Range(0, 200).Select(_ => SyncSchedule.First()).ToList();

        Assert.All(draws, draw => Assert.InRange(draw, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
        Assert.True(draws.Max() - draws.Min() > TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void While_all_is_well_the_signed_interval_is_kept_give_or_take_a_fifth()
    {
        var draws = Enumerable.Range(0, 200).Select(_ => After(Well)).ToList();

        Assert.All(draws, draw => AssertAbout(Interval, draw));
        Assert.True(draws.Max() - draws.Min() > Interval * 0.2);
    }

    [Fact]
    public void Each_failure_doubles_the_wait_from_a_minute_to_six_hours_and_no_further()
    {
        int[] minutes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360];

        Assert.All(minutes, expected => AssertAbout(TimeSpan.FromMinutes(expected), After(Down)));
        Assert.All(Enumerable.Range(0, 100), _ => AssertAbout(TimeSpan.FromHours(6), After(Down)));
    }

    [Fact]
    public void A_success_ends_the_patience()
    {
        for (var tries = 0; tries < 10; tries++)
        {
            After(Down);
        }

        AssertAbout(Interval, After(Well));
        AssertAbout(TimeSpan.FromMinutes(1), After(Down));
    }

    [Fact]
    public void Something_that_did_not_arrive_is_tried_again_soon()
    {
        AssertAbout(TimeSpan.FromMinutes(1), After(new SyncOutcome.Applied(7, [Phrase.Untranslated("The members broke off.")])));
        AssertAbout(Interval, After(new SyncOutcome.Applied(8, [])));
        AssertAbout(TimeSpan.FromMinutes(1), After(new SyncOutcome.Refused(Phrase.Untranslated("Not signed."))));
    }

    [Fact]
    public void Without_bytes_to_spend_there_is_no_try()
    {
        Assert.Equal(TimeSpan.FromMinutes(40), schedule.After(Down, Interval, TimeSpan.FromMinutes(40)));
        Assert.Equal(TimeSpan.FromHours(1), schedule.After(Well, Interval, TimeSpan.FromHours(1)));
    }

    private TimeSpan After(SyncOutcome outcome) => schedule.After(outcome, Interval, TimeSpan.Zero);

    private static void AssertAbout(TimeSpan expected, TimeSpan actual) => Assert.InRange(actual, expected * 0.8 - TimeSpan.FromMilliseconds(1), expected * 1.2 + TimeSpan.FromMilliseconds(1));
}
