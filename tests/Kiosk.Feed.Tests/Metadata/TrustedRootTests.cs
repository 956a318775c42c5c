using Kiosk.Feed.Metadata;
using Kiosk.Testing.Feed;
using static Kiosk.Feed.Tests.Metadata.MetadataSteps;

namespace Kiosk.Feed.Tests.Metadata;

/// <summary>One passing and one failing case for each check of a root (TUF 1.0, 5.3).</summary>
public sealed class TrustedRootTests
{
    [Fact]
    public async Task An_initial_root_that_is_not_signed_by_its_own_keys_is_refused()
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Signers["root"] = [feed.NewSigner()];
        await feed.PublishAsync("root");

        Assert.Throws<MetadataFormatException>(() => TrustedMetadataSet.Start(feed.File("root"), TestFeed.Now, ExpiryRule.Refuse));
    }

    [Theory]
    [InlineData(true, true, null)]
    [InlineData(false, true, RefusalReason.Signatures)]
    [InlineData(true, false, RefusalReason.Signatures)]
    public async Task The_next_root_needs_signatures_by_the_old_and_the_new_keys(bool isSignedByOld, bool isSignedByNew, RefusalReason? expected)
    {
        using var feed = await TestFeed.CreateAsync();
        var trusted = Started(feed);
        var (before, next) = (feed.Signers["root"][0], feed.NewSigner());
        feed.SetKeys("root", 1, next);
        feed.Signers["root"] = [.. isSignedByOld ? [before] : Array.Empty<PemSigner>(), .. isSignedByNew ? [next] : Array.Empty<PemSigner>()];
        await feed.PublishAsync("root");

        Assert.Equal(expected, ReasonOf(trusted.UpdateRoot(feed.File("root"))));
    }

    [Theory]
    [InlineData(2, 2, null)]
    [InlineData(2, 1, RefusalReason.Signatures)]
    [InlineData(1, 1, null)]
    public async Task A_raised_threshold_takes_effect_at_once(int threshold, int signatures, RefusalReason? expected)
    {
        using var feed = await TestFeed.CreateAsync();
        var trusted = Started(feed);
        List<PemSigner> signers = [feed.Signers["root"][0], feed.NewSigner()];
        feed.SetKeys("root", threshold, signers);
        feed.Signers["root"] = signers[..signatures];
        await feed.PublishAsync("root");

        Assert.Equal(expected, ReasonOf(trusted.UpdateRoot(feed.File("root"))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_root_version_cannot_be_skipped_or_repeated(long version)
    {
        using var feed = await TestFeed.CreateAsync();
        var trusted = Started(feed);
        await feed.PublishAsync("root", version);

        Assert.Equal(RefusalReason.Rollback, ReasonOf(trusted.UpdateRoot(feed.File("root"))));
        Assert.Equal(1, trusted.Root.Content.Version);
    }

    [Fact]
    public async Task An_expired_root_may_be_passed_but_not_be_the_last()
    {
        using var feed = await TestFeed.CreateAsync();
        feed.Expire("root");
        await feed.PublishAsync("root");

        var stopped = Started(feed);
        stopped.UpdateRoot(feed.File("root"));
        Assert.Equal(RefusalReason.Expired, ReasonOf(stopped.EndRootUpdate()));

        feed.Root = feed.Root with { Expires = TestFeed.NextYear };
        await feed.PublishAsync("root");
        var passed = Started(feed);
        passed.UpdateRoot(feed.File("root", 2));
        passed.UpdateRoot(feed.File("root", 3));
        Assert.Null(ReasonOf(passed.EndRootUpdate()));
    }
}
