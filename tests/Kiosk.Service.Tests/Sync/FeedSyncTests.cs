using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Service.Sync;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Sync;

public sealed class FeedSyncTests
{
    [Fact]
    public async Task The_first_sync_brings_everything_and_the_next_one_nothing()
    {
        using var terminal = await SyncedTerminal.CreateAsync();

        Assert.Equal(1, (await terminal.SyncWellAsync()).Generation);

        Assert.Equal(new CacheCounts { Anchors = 1, Issuers = 2, Crls = 3, Procedures = 1 }, terminal.Cache.Current.Counts);
        Assert.Equal([("audience", 1), ("meetings", 1), ("members", 300), ("rosters", 1)], terminal.Cache.Current.Header.Sets.Select(set => (set.Class, set.Rows)));
        Assert.True(terminal.Holds(7));
        Assert.NotNull(terminal.Cache.Current.FindInvitation("dai-hoi-2026", TestSet.Tag(0)));
        Assert.IsType<SyncOutcome.NotModified>(await terminal.SyncAsync());
        Assert.Equal(1, terminal.Cache.Current.Number);
    }

    [Fact]
    public async Task An_unchanged_feed_costs_two_small_answers()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        terminal.Server.Forget();

        await terminal.SyncAsync();

        Assert.Equal(["metadata/2.root.json 404", "metadata/timestamp.json 304"], terminal.Server.Requests);
    }

    [Fact]
    public async Task A_change_comes_as_a_delta()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        var before = terminal.Server.Sent;
        await terminal.Feed.Put(1000, seed: 1).Remove(7).PublishAsync();

        await terminal.SyncWellAsync();

        Assert.True(terminal.Holds(1000));
        Assert.False(terminal.Holds(7));
        Assert.Contains(terminal.Server.Requests, request => request.Contains(".delta", StringComparison.Ordinal));
        Assert.True(terminal.Server.Sent - before < 20_000, $"{terminal.Server.Sent - before} bytes");
    }

    [Fact]
    public async Task A_revocation_is_in_force_although_the_members_cannot_be_fetched()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        terminal.Source.WriteCrls(number: 2, TestPki.Issue(serial: 1).RevokedAt(TestPki.Yesterday));
        await terminal.Feed.Put(1000, seed: 1).PublishAsync();
        terminal.Server.BreakAfter = path => path.Contains("members", StringComparison.Ordinal) ? 0 : null;

        var applied = Assert.IsType<SyncOutcome.Applied>(await terminal.SyncAsync());

        Assert.Contains("members", Assert.Single(applied.Problems).English, StringComparison.Ordinal);
        Assert.Equal(1, terminal.Cache.Current.Counts.Revocations);
        Assert.False(terminal.Holds(1000));
        Assert.True(terminal.Holds(7));
        terminal.Server.BreakAfter = _ => null;
        await terminal.SyncWellAsync();
        Assert.True(terminal.Holds(1000));
    }

    /// <summary>Every byte at which a download can break: it goes on from there, nothing is fetched twice, and nothing half is ever in force.</summary>
    [Fact]
    public async Task A_download_that_breaks_goes_on_where_it_broke()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 3);
        await terminal.SyncWellAsync();
        await terminal.Feed.Put(1000, seed: 1).PublishAsync();
        terminal.Server.BreakAfter = path => path.Contains("members", StringComparison.Ordinal) ? 1 : null;
        var tries = 0;
        while (await terminal.SyncAsync() is SyncOutcome.Unreachable)
        {
            tries++;
            Assert.False(terminal.Holds(1000));
            Assert.True(terminal.Holds(1));
        }

        Assert.True(tries > 300, $"{tries} tries");
        Assert.True(terminal.Holds(1000));
        Assert.Contains(terminal.Server.Requests, request => request.EndsWith("206 200-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_ranges_sends_it_all_again()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        terminal.Server.HasRanges = false;
        terminal.Server.BreakAfter = path => path.Contains("members", StringComparison.Ordinal) ? 50_000 : null;
        Assert.IsType<SyncOutcome.Unreachable>(await terminal.SyncAsync(), exactMatch: true);
        terminal.Server.BreakAfter = _ => null;

        await terminal.SyncWellAsync();

        Assert.True(terminal.Holds(7));
    }

    /// <summary>One bit of one byte after another, spread over every file that the feed holds.</summary>
    [Fact]
    public async Task A_flipped_bit_anywhere_is_never_in_force()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        await terminal.SyncWellAsync();
        await terminal.Feed.Put(1000, seed: 1).Remove(7).PublishAsync();
        var random = new Random(20261125);
        for (var round = 0; round < 60; round++)
        {
            terminal.Server.Tamper = (_, content) =>
            {
                var damaged = content.ToArray();
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
                return damaged;
            };
            var outcome = await terminal.SyncAsync();

            Assert.IsNotType<SyncOutcome.Applied>(outcome);
            Assert.EndsWith(".", outcome.Sentence, StringComparison.Ordinal);
            Assert.True(terminal.Holds(7));
            Assert.False(terminal.Holds(1000));
        }

        terminal.Server.Tamper = (_, _) => null;
        await terminal.SyncWellAsync();
        Assert.True(terminal.Holds(1000));
    }

    [Fact]
    public async Task A_stale_mirror_takes_nothing_back()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        var stale = terminal.Feed.CopyTo(terminal["stale"]);
        await terminal.Feed.Remove(7).PublishAsync();
        await terminal.SyncWellAsync();
        terminal.Server.Folder = stale;

        var refused = Assert.IsType<SyncOutcome.Refused>(await terminal.SyncAsync());

        Assert.Contains("timestamp", refused.Sentence, StringComparison.OrdinalIgnoreCase);
        Assert.False(terminal.Holds(7));
    }

    [Fact]
    public async Task Somebody_elses_feed_is_refused()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        var other = TestPublisher.Create(terminal["other"], terminal.Source, terminal.Time, members: 1);
        await (await other.PublishAsync()).PublishAsync();
        terminal.Server.Folder = other.Folder;

        Assert.IsType<SyncOutcome.Refused>(await terminal.SyncAsync());
        Assert.True(terminal.Holds(7));
    }

    [Fact]
    public async Task A_terminal_that_slept_for_a_year_follows_the_roots_and_all_new_keys()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        for (var month = 0; month < 12; month++)
        {
            terminal.Time.Advance(TimeSpan.FromDays(30));
            await terminal.Feed.Put(1000 + month, seed: month).PublishAsync();
            await terminal.Feed.RotateAsync();
        }

        var applied = Assert.IsType<SyncOutcome.Applied>(await terminal.SyncAsync());

        Assert.Empty(applied.Problems);
        Assert.True(terminal.Holds(1011));
    }

    [Fact]
    public async Task A_server_that_is_down_is_one_sentence_and_changes_nothing()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        terminal.Server.IsDown = true;

        Assert.IsType<SyncOutcome.Unreachable>(await terminal.SyncAsync());

        Assert.True(terminal.Holds(7));
        Assert.False(FeedStanding.Read(terminal.Setup.Site.StandingFile).IsWell);
    }

    [Fact]
    public async Task The_byte_budget_lets_revocation_through_first_and_the_rest_follow_hour_by_hour()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 300, maxBytesPerHour: 60_000);
        Assert.IsType<SyncOutcome.Unreachable>(await terminal.SyncAsync());
        var hours = 1;
        while (await terminal.SyncAsync() is not SyncOutcome.Applied)
        {
            terminal.Time.Advance(TimeSpan.FromHours(1));
            hours++;
        }

        Assert.InRange(hours, 2, 4);
        Assert.True(terminal.Holds(7));
    }

    [Fact]
    public async Task In_quiet_hours_only_what_cards_are_judged_by_is_fetched()
    {
        using var terminal = await SyncedTerminal.CreateAsync(prepare: feed =>
        {
            feed.Policy = SyncPolicy.Default with { QuietHours = [new(new TimeOnly(0, 0), new TimeOnly(23, 59, 59))] };
            return feed;
        });
        await terminal.SyncWellAsync();
        terminal.Source.WriteCrls(number: 2, TestPki.Issue(serial: 1).RevokedAt(TestPki.Yesterday));
        await terminal.Feed.Put(1000, seed: 1).PublishAsync();

        await terminal.SyncWellAsync();

        Assert.Equal(1, terminal.Cache.Current.Counts.Revocations);
        Assert.False(terminal.Holds(1000));
    }

    [Theory]
    [InlineData(ExpiredRule.Refuse)]
    [InlineData(ExpiredRule.RecordAndFlag)]
    public async Task Past_the_expiry_the_signed_policy_says_what_to_do(ExpiredRule rule)
    {
        using var terminal = await SyncedTerminal.CreateAsync(prepare: feed =>
        {
            feed.Policy = SyncPolicy.Default with { Expired = new(rule, rule, rule, TimeSpan.FromDays(14)) };
            return feed;
        });
        await terminal.SyncWellAsync();
        var standing = terminal.Setup.Status.Standing;
        var expiry = standing.Expires!.Value;

        Assert.Null(standing.RuleAt(expiry.AddTicks(-1), policy => policy.Meeting));
        Assert.Equal(rule, standing.RuleAt(expiry, policy => policy.Meeting));
        Assert.Equal(ExpiredRule.Refuse, standing.RuleAt(expiry.AddDays(14).AddTicks(1), policy => policy.Meeting));
        terminal.Time.Advance(expiry - terminal.Time.GetUtcNow() + TimeSpan.FromDays(1));
        Assert.Equal(rule is ExpiredRule.Refuse, await terminal.SyncAsync() is SyncOutcome.Refused);
        terminal.Time.Advance(TimeSpan.FromDays(20));
        Assert.IsType<SyncOutcome.Refused>(await terminal.SyncAsync());
        Assert.True(terminal.Holds(7));
    }

    [Fact]
    public async Task A_clock_set_back_takes_nothing_back_and_one_set_ahead_refuses_nothing()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        await terminal.Feed.Remove(7).PublishAsync();
        terminal.Time.SetUtcNow(DateTimeOffset.UnixEpoch);
        await terminal.SyncWellAsync();
        Assert.False(terminal.Holds(7));

        terminal.Time.SetUtcNow(TestPki.Now.AddYears(5));
        Assert.IsType<SyncOutcome.NotModified>(await terminal.SyncAsync());
    }

    [Fact]
    public async Task Two_syncs_at_once_are_one_too_many()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        Directory.CreateDirectory(terminal.Folders.Sync);
        using var other = Kiosk.Durability.FileLock.TryTake(terminal.Setup.Site.LockFile);

        Assert.Contains("another sync is under way", Assert.IsType<SyncOutcome.Refused>(await terminal.SyncAsync()).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Within_one_process_the_second_waits_for_the_first()
    {
        using var terminal = await SyncedTerminal.CreateAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(terminal.SyncAsync)));

        Assert.Single(outcomes.OfType<SyncOutcome.Applied>());
        Assert.Equal(3, outcomes.OfType<SyncOutcome.NotModified>().Count());
    }
}
