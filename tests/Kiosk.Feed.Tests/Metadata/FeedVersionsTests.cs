using Kiosk.Feed.Metadata;
using Kiosk.Testing.Feed;

namespace Kiosk.Feed.Tests.Metadata;

/// <summary>Versions that have been in force block rollbacks even when their metadata is lost.</summary>
public sealed class FeedVersionsTests
{
    [Theory]
    [InlineData("timestamp", 7, 7, null)]
    [InlineData("timestamp", 7, 6, "Timestamp version 6 is older than version 7, which was in force here.")]
    [InlineData("snapshot", 7, 7, null)]
    [InlineData("snapshot", 7, 6, "Timestamp version 3 asks for snapshot 6, older than version 7, which was in force here.")]
    [InlineData("targets", 7, 7, null)]
    [InlineData("targets", 7, 6, "Snapshot version 3 lists targets.json in version 6, older than version 7, which was in force here.")]
    [InlineData("HN", 7, 6, "Snapshot version 3 lists HN.json in version 6, older than version 7, which was in force here.")]
    public async Task No_role_can_be_rolled_back(string role, long before, long offered, string? expected)
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Delegate("targets", "HN", DelegationScope.Paths.Of("HN/*"));
        await PublishAsync(feed, role, before);
        var floor = FeedVersions.Of(Refresh(feed, FeedVersions.None, out _));
        await PublishAsync(feed, role, offered);

        Refresh(feed, floor, out var refusal);

        Assert.Equal(expected, refusal?.Sentence);
    }

    [Fact]
    public async Task No_role_can_be_dropped()
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Delegate("targets", "HN", DelegationScope.Paths.Of("HN/*"));
        await feed.PublishAsync("HN", "targets", "snapshot", "timestamp");
        var floor = FeedVersions.Of(Refresh(feed, FeedVersions.None, out _));
        feed.Snapshot = feed.Snapshot with { Meta = feed.Snapshot.Meta.Where(meta => meta.Key != "HN.json").ToDictionary(StringComparer.Ordinal) };
        await feed.PublishAsync("snapshot", "timestamp");

        Refresh(feed, floor, out var refusal);

        Assert.Equal((RefusalReason.Rollback, "Snapshot version 3 no longer lists HN.json, of which version 1 was in force here."), (refusal!.Reason, refusal.Sentence));
    }

    /// <summary>A stored snapshot that the timestamp names is not downloaded again, but must be compared all the same.</summary>
    [Fact]
    public async Task A_stored_snapshot_older_than_the_one_in_force_is_refused()
    {
        using var feed = await TestFeed.CreateAsync();
        await feed.PublishAsync("targets", 7);
        await feed.PublishAsync("snapshot", 2);
        await feed.PublishAsync("timestamp");
        var floor = FeedVersions.Of(Refresh(feed, FeedVersions.None, out _));
        await feed.PublishAsync("targets", 6);
        await feed.PublishAsync("snapshot", 3);
        await feed.PublishAsync("timestamp");
        var trusted = TrustedMetadataSet.Start(feed.File("root", 1), TestFeed.Now, ExpiryRule.Refuse, floor);
        trusted.EndRootUpdate();
        trusted.UpdateTimestamp(feed.File("timestamp"));

        Assert.Equal(RefusalReason.Rollback, Assert.IsType<MetadataUpdate.Refused>(trusted.LoadSnapshot(feed.File("snapshot"))).Refusal.Reason);
    }

    [Fact]
    public async Task The_root_cannot_be_rolled_back()
    {
        using var feed = await TestFeed.CreateAsync();
        await feed.RotateRootAsync();
        var floor = FeedVersions.Of(Refresh(feed, FeedVersions.None, out _, roots: 2));

        Refresh(feed, floor, out var older, roots: 1);
        Refresh(feed, floor, out var same, roots: 2);

        Assert.Equal((RefusalReason.Rollback, "Root version 1 is older than version 2, which was in force here."), (older!.Reason, older.Sentence));
        Assert.Null(same);
    }

    [Fact]
    public async Task A_root_of_another_feed_is_detected()
    {
        using var feed = await TestFeed.CreateAsync();
        using var other = await TestFeed.CreateAsync();

        Refresh(other, FeedVersions.Of(Refresh(feed, FeedVersions.None, out _)), out var refusal);

        Assert.Equal((RefusalReason.OtherFeed, "Root version 1 is not the root version 1 that was in force here."), (refusal!.Reason, refusal.Sentence));
    }

    /// <summary>TUF 1.0, 5.3.11: recovery after an attacker with the key raised the versions.</summary>
    [Theory]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    public async Task A_newer_root_that_revokes_an_online_key_resets_all_versions_but_its_own(string role)
    {
        using var feed = await TestFeed.CreateAsync();
        await PublishAsync(feed, "targets", 1_000_000);
        await PublishAsync(feed, "snapshot", 1_000_000);
        await PublishAsync(feed, "timestamp", 1_000_000);
        var floor = FeedVersions.Of(Refresh(feed, FeedVersions.None, out _));
        feed.SetKeys(role, 1, feed.NewSigner());
        await feed.PublishAsync("root");
        await PublishAsync(feed, "targets", 2);
        await PublishAsync(feed, "snapshot", 2);
        await PublishAsync(feed, "timestamp", 2);

        var recovered = FeedVersions.Of(Refresh(feed, floor, out var refusal, roots: 2));

        Assert.Null(refusal);
        Assert.Equal((2, 2, 3, 2), (recovered.Root, recovered.Timestamp, recovered.Snapshot, recovered.Roles["targets.json"]));
    }

    /// <summary>A terminal that lost its metadata walks through all roots again, including those that revoked keys long ago.</summary>
    [Fact]
    public async Task A_root_already_in_force_does_not_reset_versions_again()
    {
        using var feed = await TestFeed.CreateAsync();
        feed.SetKeys("timestamp", 1, feed.NewSigner());
        await feed.PublishAsync("root");
        await PublishAsync(feed, "timestamp", 7);
        var floor = FeedVersions.Of(Refresh(feed, FeedVersions.None, out _, roots: 2));
        await PublishAsync(feed, "timestamp", 6);

        Refresh(feed, floor, out var refusal, roots: 2);

        Assert.Equal(RefusalReason.Rollback, refusal?.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_newer_root_with_the_same_online_keys_resets_nothing(bool addsKey)
    {
        using var feed = await TestFeed.CreateAsync();
        await PublishAsync(feed, "timestamp", 7);
        var floor = FeedVersions.Of(Refresh(feed, FeedVersions.None, out _));
        feed.SetKeys("timestamp", 1, [.. feed.Signers["timestamp"], .. Enumerable.Repeat(feed.NewSigner(), addsKey ? 1 : 0)]);
        await feed.PublishAsync("root");
        await PublishAsync(feed, "timestamp", 6);

        Refresh(feed, floor, out var refusal, roots: 2);

        Assert.Equal(RefusalReason.Rollback, refusal?.Reason);
    }

    /// <summary>Publishes this version of the role, and newer versions of the roles above it.</summary>
    private static async Task PublishAsync(TestFeed feed, string role, long version)
    {
        await feed.PublishAsync(role == "HN" ? "HN" : "targets", role is "HN" or "targets" ? version : feed.Targets["targets"].Version);
        await feed.PublishAsync("snapshot", role == "snapshot" ? version : feed.Snapshot.Version + 1);
        await feed.PublishAsync("timestamp", role == "timestamp" ? version : feed.Timestamp.Version + 1);
    }

    private static TrustedMetadataSet Refresh(TestFeed feed, FeedVersions floor, out MetadataRefusal? refusal, int roots = 1)
    {
        var trusted = TrustedMetadataSet.Start(feed.File("root", 1), TestFeed.Now, ExpiryRule.Refuse, floor);
        Func<MetadataUpdate>[] steps =
        [
            .. Enumerable.Range(2, roots - 1).Select(version => (Func<MetadataUpdate>)(() => trusted.UpdateRoot(feed.File("root", version)))),
            trusted.EndRootUpdate,
            () => trusted.UpdateTimestamp(feed.File("timestamp")),
            () => trusted.UpdateSnapshot(feed.File("snapshot")),
        ];
        refusal = steps.Select(step => (step() as MetadataUpdate.Refused)?.Refusal).FirstOrDefault(refused => refused is not null);
        return trusted;
    }
}
