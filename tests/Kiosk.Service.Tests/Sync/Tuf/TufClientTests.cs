using Kiosk.Feed.Metadata;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;

namespace Kiosk.Service.Tests.Sync.Tuf;

public sealed class TufClientTests
{
    [Theory]
    [InlineData(true, "2.root.json timestamp.json 1.snapshot.json 1.targets.json")]
    [InlineData(false, "2.root.json timestamp.json snapshot.json targets.json")]
    public async Task A_first_refresh_asks_for_each_role_once_and_keeps_it_as_received(bool isConsistent, string expected)
    {
        using var feed = await TestFeed.CreateAsync(isConsistent);
        using var terminal = new TufTerminal(feed);

        var outcome = await terminal.RefreshAsync();

        Assert.True(Assert.IsType<RefreshOutcome.Refreshed>(outcome).HasChanged);
        Assert.Equal(expected, string.Join(' ', terminal.Source.TakeRequests()));
        Assert.All(RoleName.TopLevel, role => Assert.Equal(feed.File(role), terminal.Store.Read(role)));
    }

    [Fact]
    public async Task A_second_refresh_asks_only_whether_there_is_anything_new()
    {
        using var feed = await TestFeed.CreateAsync();
        using var terminal = new TufTerminal(feed);
        await terminal.RefreshAsync();
        terminal.Source.TakeRequests();

        var outcome = await terminal.RefreshAsync();

        Assert.False(Assert.IsType<RefreshOutcome.Refreshed>(outcome).HasChanged);
        Assert.Equal(["2.root.json", "timestamp.json"], terminal.Source.TakeRequests());
    }

    [Fact]
    public async Task A_terminal_that_slept_through_a_year_of_weekly_rotations_catches_up()
    {
        using var feed = await TestFeed.CreateAsync();
        using var terminal = new TufTerminal(feed);
        await terminal.RefreshAsync();
        for (var week = 0; week < 52; week++)
        {
            feed.Root = feed.Root with { Expires = TestFeed.Now.AddDays(7 * (week + 2)) };
            await feed.RotateRootAsync();
        }

        feed.Timestamp = feed.Timestamp with { Expires = TestFeed.Now.AddDays(366) };
        await feed.PublishAsync("timestamp");

        Assert.IsType<RefreshOutcome.Refreshed>(await terminal.RefreshAsync(TestFeed.Now.AddDays(364)));
        Assert.Equal("root 53, snapshot 1, targets 1, timestamp 2", terminal.Kept());
    }

    [Fact]
    public async Task A_refresh_that_breaks_off_among_rotations_goes_on_from_there()
    {
        using var feed = await TestFeed.CreateAsync();
        using var terminal = new TufTerminal(feed, new() { MaxRootRotations = 2 });
        for (var rotation = 0; rotation < 3; rotation++)
        {
            await feed.RotateRootAsync();
        }

        await terminal.RefreshAsync();
        Assert.StartsWith("root 3", terminal.Kept(), StringComparison.Ordinal);
        await terminal.RefreshAsync();
        Assert.StartsWith("root 4", terminal.Kept(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_root_among_good_ones_stops_at_the_last_good_one()
    {
        using var feed = await TestFeed.CreateAsync();
        using var terminal = new TufTerminal(feed);
        await feed.RotateRootAsync();
        feed.SetKeys("root", 1, feed.NewSigner());
        await feed.PublishAsync("root");

        var refused = Assert.IsType<RefreshOutcome.Refused>(await terminal.RefreshAsync());

        Assert.Equal(("root", RefusalReason.Signatures), (refused.Refusal.Role, refused.Refusal.Reason));
        Assert.Equal("root 2", terminal.Kept());
    }

    [Theory]
    [InlineData("timestamp", "root 1, snapshot 1, targets 1, timestamp 1")]
    [InlineData("snapshot", "root 1, snapshot 1, targets 1, timestamp 2")]
    [InlineData("targets", "root 1, snapshot 2, targets 1, timestamp 2")]
    public async Task What_was_verified_before_a_refusal_is_kept_and_the_next_refresh_recovers(string role, string kept)
    {
        using var feed = await TestFeed.CreateAsync();
        using var terminal = new TufTerminal(feed);
        await terminal.RefreshAsync();
        var signers = feed.Signers[role];
        feed.Signers[role] = [feed.NewSigner()];
        await feed.PublishAsync("targets", "snapshot", "timestamp");

        Assert.IsType<RefreshOutcome.Refused>(await terminal.RefreshAsync());
        Assert.Equal(kept, terminal.Kept());

        feed.Signers[role] = signers;
        await feed.PublishAsync("targets", "snapshot", "timestamp");
        Assert.IsType<RefreshOutcome.Refreshed>(await terminal.RefreshAsync());
        Assert.Equal("root 1, snapshot 3, targets 3, timestamp 3", terminal.Kept());
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    public async Task Rotating_keys_recovers_from_versions_raised_beyond_reach(string role)
    {
        using var feed = await TestFeed.CreateAsync();
        using var terminal = new TufTerminal(feed);
        await feed.PublishAsync(role, 1_000_000);
        await feed.PublishAsync("snapshot", feed.Snapshot.Version + 1);
        await feed.PublishAsync("timestamp", feed.Timestamp.Version + 1);
        await terminal.RefreshAsync();

        await feed.PublishAsync("targets", 2);
        await feed.PublishAsync("snapshot", 3);
        await feed.PublishAsync("timestamp", role == "timestamp" ? 3 : 50);
        Assert.IsType<RefreshOutcome.Refused>(await terminal.RefreshAsync());
        feed.SetKeys("snapshot", 1, feed.NewSigner());
        feed.SetKeys("timestamp", 1, feed.NewSigner());
        await feed.PublishAsync("root");
        await feed.PublishAsync("snapshot", 3);
        await feed.PublishAsync("timestamp", 3);

        Assert.IsType<RefreshOutcome.Refreshed>(await terminal.RefreshAsync());
        Assert.Equal("root 2, snapshot 3, targets 2, timestamp 3", terminal.Kept());
    }

    [Fact]
    public async Task Kept_files_that_are_broken_are_fetched_again()
    {
        using var feed = await TestFeed.CreateAsync();
        using var terminal = new TufTerminal(feed);
        await terminal.RefreshAsync();
        foreach (var role in new[] { "timestamp", "snapshot", "targets" })
        {
            terminal.Store.Write(role, "torn"u8);
        }

        Assert.IsType<RefreshOutcome.Refreshed>(await terminal.RefreshAsync());
        Assert.Equal("root 1, snapshot 1, targets 1, timestamp 1", terminal.Kept());
    }

    [Fact]
    public async Task A_broken_or_missing_trusted_root_is_a_fault_of_the_terminal()
    {
        using var feed = await TestFeed.CreateAsync();
        using var terminal = new TufTerminal(feed);

        terminal.Store.Write("root", "torn"u8);
        await Assert.ThrowsAsync<MetadataFormatException>(() => terminal.RefreshAsync());
        terminal.Store.Delete("root");
        await Assert.ThrowsAsync<MetadataFormatException>(() => terminal.RefreshAsync());

        Assert.Empty(terminal.Source.TakeRequests());
    }

    [Theory]
    [InlineData("timestamp.json")]
    [InlineData("1.snapshot.json")]
    [InlineData("1.targets.json")]
    public async Task A_missing_file_makes_the_source_unreachable(string name)
    {
        using var feed = await TestFeed.CreateAsync();
        using var terminal = new TufTerminal(feed);
        feed.Files.Remove(name);

        Assert.Contains(name, Assert.IsType<RefreshOutcome.Unreachable>(await terminal.RefreshAsync()).Sentence.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_does_not_answer_is_not_taken_for_one_without_a_newer_root()
    {
        using var feed = await TestFeed.CreateAsync();
        using var terminal = new TufTerminal(feed);
        terminal.Source.IsUnreachable = true;

        Assert.IsType<RefreshOutcome.Unreachable>(await terminal.RefreshAsync());
        Assert.Equal(["2.root.json"], terminal.Source.TakeRequests());
    }

    [Theory]
    [InlineData("2.root.json")]
    [InlineData("timestamp.json")]
    [InlineData("1.snapshot.json")]
    [InlineData("1.targets.json")]
    public async Task Endless_data_is_refused(string name)
    {
        using var feed = await TestFeed.CreateAsync();
        using var terminal = new TufTerminal(feed);
        feed.Files[name] = new byte[9 << 20];

        Assert.Equal(RefusalReason.Malformed, Assert.IsType<RefreshOutcome.Refused>(await terminal.RefreshAsync()).Refusal.Reason);
    }

    [Fact]
    public async Task Expired_metadata_is_refused_or_reported_as_the_policy_says()
    {
        using var feed = await TestFeed.CreateAsync();
        using var strict = new TufTerminal(feed);
        using var lenient = new TufTerminal(feed, new() { ExpiryRule = ExpiryRule.Flag });
        feed.Expire("timestamp");
        await feed.PublishAsync("timestamp");

        Assert.Equal(RefusalReason.Expired, Assert.IsType<RefreshOutcome.Refused>(await strict.RefreshAsync()).Refusal.Reason);
        Assert.Equal([new ExpiredRole("timestamp", TestFeed.Yesterday)], Assert.IsType<RefreshOutcome.Refreshed>(await lenient.RefreshAsync()).Expired);
    }

    // Nothing new was published; what is kept grew old meanwhile.
    [Fact]
    public async Task Kept_metadata_that_expired_meanwhile_is_refused_or_reported_too()
    {
        using var feed = await TestFeed.CreateAsync();
        using var strict = new TufTerminal(feed);
        using var lenient = new TufTerminal(feed, new() { ExpiryRule = ExpiryRule.Flag });
        await strict.RefreshAsync();
        await lenient.RefreshAsync();
        var later = TestFeed.NextYear.AddDays(1);

        Assert.Equal(RefusalReason.Expired, Assert.IsType<RefreshOutcome.Refused>(await strict.RefreshAsync(later)).Refusal.Reason);
        Assert.Equal(
            ["root", "snapshot", "targets", "timestamp"],
            Assert.IsType<RefreshOutcome.Refreshed>(await lenient.RefreshAsync(later)).Expired.Select(each => each.Role).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task After_a_refused_refresh_no_target_is_found()
    {
        using var feed = await TestFeed.CreateAsync();
        using var terminal = new TufTerminal(feed);
        await terminal.RefreshAsync();
        feed.Expire("timestamp");
        await feed.PublishAsync("timestamp");
        await terminal.RefreshAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => terminal.FindAsync("any"));
    }

    [Fact]
    public async Task A_disk_that_fails_at_any_write_leaves_a_store_that_the_next_refresh_completes()
    {
        for (var successes = 0; successes < 5; successes++)
        {
            using var feed = await TestFeed.CreateAsync();
            using var terminal = new TufTerminal(feed);
            feed.SetKeys("timestamp", 1, feed.NewSigner());
            await feed.PublishAsync("root", "timestamp");

            terminal.Files.FailAfter(successes, FileFault.Write);
            await Assert.ThrowsAsync<IOException>(() => terminal.RefreshAsync());
            terminal.Files.FailAfter(1000, FileFault.Write);

            Assert.IsType<RefreshOutcome.Refreshed>(await terminal.RefreshAsync());
            Assert.Equal("root 2, snapshot 1, targets 1, timestamp 2", terminal.Kept());
        }
    }
}
