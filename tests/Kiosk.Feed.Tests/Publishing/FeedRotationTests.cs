using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Tests.Targets;

namespace Kiosk.Feed.Tests.Publishing;

/// <summary>Renewal and exchange of keys, and what keys are refused.</summary>
public sealed class FeedRotationTests : PublishedFolder
{
    [Fact]
    public async Task A_role_is_renewed_after_half_of_its_lifetime()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));
        time.Now += FeedLifetimes.Snapshot / 2 + TimeSpan.FromMinutes(1);
        var report = await WithAsync(signers, publisher => publisher.RenewAsync([], CancellationToken.None));

        Assert.Equal((2L, 1L), (report.Snapshot, report.Targets));
        Assert.True(Read().Snapshot!.Content.Expires > time.Now + (FeedLifetimes.Snapshot / 2));
    }

    [Fact]
    public async Task A_rotated_root_is_signed_by_the_old_and_the_new_keys()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));
        var old = Read().Root.Content;
        var rotated = FeedSigners.CreateInMemory(Province, Other);
        await WithAsync(rotated, publisher => publisher.RotateAsync(signers.Root, CancellationToken.None));

        var feed = Read();
        Assert.Equal(2, feed.Root.Content.Version);
        Assert.True(feed.Root.IsSignedBy(old.SignatoriesOf(RoleName.Root)));
        Assert.True(feed.Root.IsSignedBy(feed.Root.Content.SignatoriesOf(RoleName.Root)));
        Assert.True(feed.Timestamp!.IsSignedBy(feed.Root.Content.SignatoriesOf(RoleName.Timestamp)));
        Assert.False(feed.Timestamp.IsSignedBy(old.SignatoriesOf(RoleName.Timestamp)));
        Assert.Equal(["province/01/members.1.set"], feed.SetsOf(Province).Select(set => set.Path));
    }

    [Fact]
    public async Task A_rotation_interrupted_after_its_root_is_completed_by_the_next_publication()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));
        var timestamp = Path.Combine(folder, "metadata", "timestamp.json");
        var before = await File.ReadAllBytesAsync(timestamp);
        var rotated = FeedSigners.CreateInMemory(Province, Other);
        await WithAsync(rotated, publisher => publisher.RotateAsync(signers.Root, CancellationToken.None));
        await using (var file = new FileStream(timestamp, FileMode.Create))
        {
            await file.WriteAsync(before);
        }

        await WithAsync(rotated, publisher => publisher.PublishAsync(Content("profile", Sets.Member(1, 1)), null, CancellationToken.None));

        Assert.True(Read().Timestamp!.IsSignedBy(Read().Root.Content.SignatoriesOf(RoleName.Timestamp)));
    }

    [Fact]
    public async Task A_rotation_without_the_old_root_keys_is_refused_and_changes_nothing()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));
        var before = Files();
        var stranger = FeedSigners.CreateInMemory(Province, Other);

        await Assert.ThrowsAsync<PublishingException>(() => WithAsync(stranger, publisher => publisher.RotateAsync(stranger.Root, CancellationToken.None)));

        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Keys_other_than_the_roots_are_refused()
    {
        await InitialiseAsync();
        var stranger = FeedSigners.CreateInMemory(Province, Other);

        var refused = await Assert.ThrowsAsync<PublishingException>(() => WithAsync(stranger, publisher => publisher.PublishAsync(Content("profile"), null, CancellationToken.None)));

        Assert.Contains("rotate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_threshold_above_the_number_of_keys_is_refused()
    {
        var weak = signers with { Targets = signers.Targets with { Threshold = 2 } };
        using var tree = Tree();
        await new FeedPublisher(tree, weak, PublishingRules.Default, time).InitialiseAsync(CancellationToken.None);

        await Assert.ThrowsAsync<PublishingException>(() => new FeedPublisher(tree, weak, PublishingRules.Default, time).PublishAsync(Content("profile"), null, CancellationToken.None));

        Assert.False(File.Exists(Path.Combine(folder, "metadata", "timestamp.json")));
    }

    [Fact]
    public async Task Foreign_metadata_in_the_tree_is_not_published()
    {
        await InitialiseAsync();
        await PublishAsync(Content("profile", Sets.Member(1, 1)));
        var path = Path.Combine(folder, "metadata", "1.province-01.json");
        var text = await File.ReadAllTextAsync(path);
        await using (var file = new StreamWriter(path))
        {
            await file.WriteAsync(text.Replace("\"rows\":1", "\"rows\":2", StringComparison.Ordinal));
        }

        Assert.Contains("province-01", (await Assert.ThrowsAsync<PublishingException>(() => PublishAsync(Content("profile")))).Message, StringComparison.Ordinal);
    }
}
