using Kiosk.Feed.Metadata;
using Kiosk.Testing.Feed;
using static Kiosk.Feed.Tests.Metadata.MetadataSteps;

namespace Kiosk.Feed.Tests.Metadata;

/// <summary>One passing and one failing case for each check of the client workflow (TUF 1.0, 5).</summary>
public sealed class TrustedMetadataSetTests
{
    [Fact]
    public async Task Valid_metadata_is_trusted()
    {
        using var feed = await TestFeed.CreateAsync();

        var trusted = Started(feed);

        Assert.IsType<MetadataUpdate.Accepted>(trusted.EndRootUpdate());
        Assert.IsType<MetadataUpdate.Accepted>(trusted.UpdateTimestamp(feed.File("timestamp")));
        Assert.IsType<MetadataUpdate.Accepted>(trusted.UpdateSnapshot(feed.File("snapshot")));
        Assert.IsType<MetadataUpdate.Accepted>(trusted.UpdateTargets("targets", "root", feed.File("targets")));
        Assert.Equal(["targets"], trusted.Targets.Keys);
        Assert.Empty(trusted.Expired);
    }

    [Fact]
    public async Task Metadata_expires_exactly_at_its_instant()
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Timestamp = feed.Timestamp with { Expires = TestFeed.Now };
        await feed.PublishAsync("timestamp");

        Assert.Equal(RefusalReason.Expired, ReasonOf(PastRoot(feed).UpdateTimestamp(feed.File("timestamp"))));
        var earlier = TrustedMetadataSet.Start(feed.File("root", 1), TestFeed.Now.AddSeconds(-1), ExpiryRule.Refuse);
        earlier.EndRootUpdate();
        Assert.Null(ReasonOf(earlier.UpdateTimestamp(feed.File("timestamp"))));
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(7, null)]
    [InlineData(6, RefusalReason.Rollback)]
    public async Task An_older_timestamp_is_refused(long version, RefusalReason? expected)
    {
        using var feed = await TestFeed.CreateAsync();
        await feed.PublishAsync("timestamp", 7);
        var trusted = PastRoot(feed);
        trusted.LoadTimestamp(feed.File("timestamp"));
        await feed.PublishAsync("timestamp", version);

        Assert.Equal(expected, ReasonOf(trusted.UpdateTimestamp(feed.File("timestamp"))));
    }

    [Fact]
    public async Task A_timestamp_of_equal_version_is_ignored()
    {
        using var feed = await TestFeed.CreateAsync();
        var kept = feed.File("timestamp");
        feed.Timestamp = feed.Timestamp with { Snapshot = new MetaFile(100) };
        await feed.PublishAsync("timestamp", 1);
        var trusted = PastRoot(feed);
        trusted.LoadTimestamp(kept);

        Assert.IsType<MetadataUpdate.Unchanged>(trusted.UpdateTimestamp(feed.File("timestamp")));
        Assert.Equal(1, trusted.Timestamp!.Content.Snapshot.Version);
    }

    [Fact]
    public async Task A_newer_timestamp_that_names_an_older_snapshot_is_refused()
    {
        using var feed = await TestFeed.CreateAsync();
        await feed.PublishAsync("snapshot", "timestamp");
        var trusted = PastRoot(feed);
        trusted.LoadTimestamp(feed.File("timestamp"));
        feed.Timestamp = feed.Timestamp with { Snapshot = new MetaFile(1) };
        await feed.PublishAsync("timestamp");

        Assert.Equal(RefusalReason.Rollback, ReasonOf(trusted.UpdateTimestamp(feed.File("timestamp"))));
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    public async Task A_wrong_key_is_refused(string role)
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Signers[role] = [feed.NewSigner()];
        await feed.PublishAsync("targets", "snapshot", "timestamp");

        Assert.Equal((role, RefusalReason.Signatures), FirstRefusal(feed, ExpiryRule.Refuse));
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    public async Task Expired_metadata_is_refused_with_its_own_reason(string role)
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Expire(role);
        await feed.PublishAsync("targets", "snapshot", "timestamp");

        Assert.Equal((role, RefusalReason.Expired), FirstRefusal(feed, ExpiryRule.Refuse));
    }

    [Theory]
    [InlineData("root")]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    public async Task Expired_metadata_is_never_accepted_silently(string role)
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Expire(role);
        await feed.PublishAsync("root", "targets", "snapshot", "timestamp");
        var trusted = TrustedMetadataSet.Start(feed.File("root"), TestFeed.Now, ExpiryRule.Flag);

        trusted.EndRootUpdate();
        trusted.UpdateTimestamp(feed.File("timestamp"));
        trusted.UpdateSnapshot(feed.File("snapshot"));
        Assert.IsType<MetadataUpdate.Accepted>(trusted.UpdateTargets("targets", "root", feed.File("targets")));
        Assert.Equal([new ExpiredRole(role, TestFeed.Yesterday)], trusted.Expired);
    }

    [Fact]
    public async Task Expired_metadata_with_another_defect_is_refused_for_that_defect()
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Expire("timestamp");
        feed.Signers["timestamp"] = [feed.NewSigner()];
        await feed.PublishAsync("timestamp");

        Assert.Equal(("timestamp", RefusalReason.Signatures), FirstRefusal(feed, ExpiryRule.Flag));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_snapshot_other_than_the_one_the_timestamp_states_is_refused(bool statesHashes)
    {
        using var feed = await TestFeed.CreateAsync();
        feed.StatesHashes = statesHashes;
        await feed.PublishAsync("snapshot", "timestamp");
        var trusted = PastRoot(feed);
        trusted.UpdateTimestamp(feed.File("timestamp"));

        Assert.Equal(RefusalReason.Mismatch, ReasonOf(trusted.UpdateSnapshot(feed.File("snapshot", 1))));
        Assert.Null(ReasonOf(trusted.UpdateSnapshot(feed.File("snapshot", 2))));
    }

    [Fact]
    public async Task A_targets_file_other_than_the_one_the_snapshot_states_is_refused()
    {
        using var feed = await TestFeed.CreateAsync();
        await feed.PublishAsync("targets", "snapshot", "timestamp");
        var trusted = PastSnapshot(feed);

        Assert.Equal(RefusalReason.Mismatch, ReasonOf(trusted.UpdateTargets("targets", "root", feed.File("targets", 1))));
        Assert.Null(ReasonOf(trusted.UpdateTargets("targets", "root", feed.File("targets", 2))));
    }

    [Fact]
    public async Task A_modified_file_of_the_stated_version_is_refused()
    {
        using var feed = await TestFeed.CreateAsync();
        var trusted = PastRoot(feed);
        trusted.UpdateTimestamp(feed.File("timestamp"));
        var padded = feed.File("snapshot").Append((byte)' ').ToArray();

        Assert.Equal(RefusalReason.Mismatch, ReasonOf(trusted.UpdateSnapshot(padded)));
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(1, null)]
    [InlineData(3, RefusalReason.Rollback)]
    public async Task A_snapshot_that_rolls_a_role_back_is_refused(long keptVersion, RefusalReason? expected)
    {
        using var feed = await TestFeed.CreateAsync();
        await feed.PublishAsync("targets", keptVersion);
        await feed.PublishAsync("snapshot");
        var kept = feed.File("snapshot");
        await feed.PublishAsync("targets", 2);
        await feed.PublishAsync("snapshot", "timestamp");

        Assert.Equal(expected, ReasonOf(AfterSnapshot(feed, kept)));
    }

    [Fact]
    public async Task A_snapshot_that_drops_a_role_is_refused()
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Delegate("targets", "HN", DelegationScope.Paths.Of("HN/*"));
        await feed.PublishAsync("HN", "targets", "snapshot");
        var kept = feed.File("snapshot");
        feed.Snapshot = feed.Snapshot with { Meta = feed.Snapshot.Meta.Where(meta => meta.Key != "HN.json").ToDictionary(StringComparer.Ordinal) };
        await feed.PublishAsync("snapshot", "timestamp");

        Assert.Equal(RefusalReason.Rollback, ReasonOf(AfterSnapshot(feed, kept)));
    }

    [Fact]
    public async Task A_role_missing_from_the_snapshot_is_refused()
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Delegate("targets", "HN", DelegationScope.Paths.Of("HN/*"));
        await feed.PublishAsync("targets", "snapshot", "timestamp");
        await feed.PublishAsync("HN");
        var trusted = PastTargets(feed);

        Assert.Equal(RefusalReason.NotListed, ReasonOf(trusted.UpdateTargets("HN", "targets", feed.File("HN"))));
    }

    [Fact]
    public async Task A_delegated_role_is_verified_against_each_delegators_keys()
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Delegate("targets", "A", DelegationScope.Paths.Of("a/*"));
        feed.Delegate("targets", "B", DelegationScope.Paths.Of("b/*"));
        feed.Delegate("A", "shared", DelegationScope.Paths.Of("a/*"));
        feed.Delegate("B", "shared", DelegationScope.Paths.Of("b/*"));
        feed.Signers["shared"].RemoveAt(1);
        await feed.PublishAsync("shared", "A", "B", "targets", "snapshot", "timestamp");
        var trusted = PastTargets(feed);
        trusted.UpdateTargets("A", "targets", feed.File("A"));
        trusted.UpdateTargets("B", "targets", feed.File("B"));

        Assert.Null(ReasonOf(trusted.UpdateTargets("shared", "A", feed.File("shared"))));
        Assert.Null(ReasonOf(trusted.VerifyDelegation("shared", "A")));
        Assert.Equal(RefusalReason.Signatures, ReasonOf(trusted.VerifyDelegation("shared", "B")));
        Assert.Equal(RefusalReason.NotListed, ReasonOf(trusted.VerifyDelegation("shared", "targets")));
    }

    [Theory]
    [InlineData("timestamp", true)]
    [InlineData("snapshot", true)]
    [InlineData("targets", false)]
    public async Task Revoking_a_timestamp_or_snapshot_key_resets_stored_versions(string role, bool expected)
    {
        using var feed = await TestFeed.CreateAsync();
        var trusted = Started(feed);
        feed.SetKeys(role, 1, feed.NewSigner());
        await feed.PublishAsync("root");

        trusted.UpdateRoot(feed.File("root"));

        Assert.Equal(expected, trusted.HasRotatedOnlineKeys);
    }

    [Fact]
    public async Task Adding_a_key_resets_nothing()
    {
        using var feed = await TestFeed.CreateAsync();
        var trusted = Started(feed);
        feed.SetKeys("timestamp", 1, feed.Signers["timestamp"][0], feed.NewSigner());
        await feed.PublishAsync("root");

        trusted.UpdateRoot(feed.File("root"));

        Assert.False(trusted.HasRotatedOnlineKeys);
    }

    // Everything is valid, including the signature, except the type.
    [Fact]
    public async Task Metadata_of_another_type_is_refused()
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Signers["snapshot"] = [feed.Signers["timestamp"][0]];
        feed.Snapshot = feed.Snapshot with { Meta = new Dictionary<string, MetaFile>(StringComparer.Ordinal) { ["snapshot.json"] = new(1) } };
        await feed.PublishAsync("snapshot");

        Assert.Equal(RefusalReason.Malformed, ReasonOf(PastRoot(feed).UpdateTimestamp(feed.File("snapshot"))));
    }

    [Fact]
    public async Task The_order_of_the_workflow_is_enforced()
    {
        using var feed = await TestFeed.CreateAsync();
        var trusted = Started(feed);

        Assert.Throws<InvalidOperationException>(() => trusted.UpdateTimestamp(feed.File("timestamp")));
        trusted.EndRootUpdate();
        Assert.Throws<InvalidOperationException>(() => trusted.UpdateRoot(feed.File("root")));
        Assert.Throws<InvalidOperationException>(() => trusted.UpdateSnapshot(feed.File("snapshot")));
        Assert.Throws<InvalidOperationException>(() => trusted.UpdateTargets("targets", "root", feed.File("targets")));
    }
}
