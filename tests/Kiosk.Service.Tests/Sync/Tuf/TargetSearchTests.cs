using Kiosk.Feed.Metadata;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Testing.Feed;

namespace Kiosk.Service.Tests.Sync.Tuf;

public sealed class TargetSearchTests
{
    [Fact]
    public async Task A_target_is_found_with_its_role_and_where_its_file_lies()
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Delegate("targets", "HN", DelegationScope.Paths.Of("HN/*"));
        feed.AddTarget("HN/hội viên", "abc"u8.ToArray(), "HN");
        await feed.PublishAsync("HN", "targets", "snapshot", "timestamp");
        using var terminal = new TufTerminal(feed);
        await terminal.RefreshAsync();
        terminal.Source.TakeRequests();

        var found = Assert.IsType<TargetOutcome.Found>(await terminal.FindAsync("HN/hội viên"));

        Assert.Equal(("HN", 3), (found.Role, found.File.Length));
        Assert.Equal("HN/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.h%E1%BB%99i%20vi%C3%AAn", found.Location);
        Assert.Equal(["1.HN.json"], terminal.Source.TakeRequests());
        Assert.Equal(feed.File("HN"), terminal.Store.Read("HN"));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Without_consistent_snapshots_or_prefixes_the_file_lies_under_its_own_name(bool isConsistent, bool prefixes)
    {
        using var feed = await TestFeed.CreateAsync(isConsistent);
        feed.AddTarget("a/b", "abc"u8.ToArray());
        await feed.PublishAsync("targets", "snapshot", "timestamp");
        using var terminal = new TufTerminal(feed, new() { PrefixTargetsWithHash = prefixes });
        await terminal.RefreshAsync();

        Assert.Equal("a/b", Assert.IsType<TargetOutcome.Found>(await terminal.FindAsync("a/b")).Location);
    }

    [Fact]
    public async Task A_kept_role_is_not_fetched_again_until_the_snapshot_lists_a_newer_one()
    {
        using var feed = await FeedWithProvince();
        using var terminal = new TufTerminal(feed);
        await terminal.RefreshAsync();
        await terminal.FindAsync("HN/x");
        await terminal.RefreshAsync();
        terminal.Source.TakeRequests();

        await terminal.FindAsync("HN/x");
        Assert.Empty(terminal.Source.TakeRequests());

        await feed.PublishAsync("HN", "snapshot", "timestamp");
        await terminal.RefreshAsync();
        terminal.Source.TakeRequests();
        await terminal.FindAsync("HN/x");
        Assert.Equal(["2.HN.json"], terminal.Source.TakeRequests());
    }

    [Fact]
    public async Task Nobody_is_asked_about_paths_that_were_not_delegated_to_them()
    {
        using var feed = await FeedWithProvince();
        using var terminal = new TufTerminal(feed);
        await terminal.RefreshAsync();
        terminal.Source.TakeRequests();

        Assert.IsType<TargetOutcome.NotFound>(await terminal.FindAsync("SG/x"));
        Assert.Empty(terminal.Source.TakeRequests());
    }

    [Fact]
    public async Task A_broken_province_fails_its_own_targets_and_no_others()
    {
        using var feed = await FeedWithProvince();
        feed.Delegate("targets", "SG", DelegationScope.Paths.Of("SG/*"));
        feed.AddTarget("SG/x", [2], "SG");
        feed.Signers["HN"] = [feed.NewSigner()];
        await feed.PublishAsync("HN", "SG", "targets", "snapshot", "timestamp");
        using var terminal = new TufTerminal(feed);
        await terminal.RefreshAsync();

        Assert.Equal(RefusalReason.Signatures, Assert.IsType<TargetOutcome.Refused>(await terminal.FindAsync("HN/x")).Refusal.Reason);
        Assert.IsType<TargetOutcome.Found>(await terminal.FindAsync("SG/x"));
    }

    [Fact]
    public async Task An_expired_province_is_reported_where_the_policy_lets_it_pass()
    {
        using var feed = await FeedWithProvince();
        feed.Expire("HN");
        await feed.PublishAsync("HN", "snapshot", "timestamp");
        using var strict = new TufTerminal(feed);
        using var lenient = new TufTerminal(feed, new() { ExpiryRule = ExpiryRule.Flag });
        await strict.RefreshAsync();
        await lenient.RefreshAsync();

        Assert.Equal(RefusalReason.Expired, Assert.IsType<TargetOutcome.Refused>(await strict.FindAsync("HN/x")).Refusal.Reason);
        Assert.IsType<TargetOutcome.Found>(await lenient.FindAsync("HN/x"));
        Assert.Equal([new ExpiredRole("HN", TestFeed.Yesterday)], lenient.Client.Trusted.Expired);
    }

    [Theory]
    [InlineData("?", "1.%3F.json")]
    [InlineData("#", "1.%23.json")]
    [InlineData("../x", "1...%2Fx.json")]
    [InlineData("/x", "1.%2Fx.json")]
    [InlineData("Hà Nội", "1.H%C3%A0%20N%E1%BB%99i.json")]
    [InlineData("a~b_c-d.e", "1.a~b_c-d.e.json")]
    public async Task Odd_names_of_roles_are_quoted(string role, string expected)
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Delegate("targets", role, DelegationScope.Paths.Of("*"));
        await feed.PublishAsync(role, "targets", "snapshot", "timestamp");
        using var terminal = new TufTerminal(feed);
        await terminal.RefreshAsync();
        terminal.Source.TakeRequests();

        Assert.IsType<TargetOutcome.NotFound>(await terminal.FindAsync("x"));

        Assert.Equal([expected], terminal.Source.TakeRequests());
        Assert.Equal(feed.File(role), terminal.Store.Read(role));
        Assert.Equal(5, Directory.EnumerateFileSystemEntries(terminal.Store.Folder).Count());
    }

    [Fact]
    public async Task A_role_can_be_loaded_by_name_to_list_its_targets()
    {
        using var feed = await FeedWithProvince();
        using var terminal = new TufTerminal(feed);
        await terminal.RefreshAsync();

        var loaded = Assert.IsType<RoleOutcome.Loaded>(await terminal.Client.LoadRoleAsync("HN", "targets", CancellationToken.None));

        Assert.Equal(["HN/x"], loaded.Metadata.Targets.Keys);
        Assert.IsType<RoleOutcome.Refused>(await terminal.Client.LoadRoleAsync("SG", "targets", CancellationToken.None));
    }

    private static async Task<TestFeed> FeedWithProvince()
    {
        var feed = await TestFeed.CreateAsync();
        feed.Delegate("targets", "HN", DelegationScope.Paths.Of("HN/*"));
        feed.AddTarget("HN/x", [1], "HN");
        await feed.PublishAsync("HN", "targets", "snapshot", "timestamp");
        return feed;
    }
}
