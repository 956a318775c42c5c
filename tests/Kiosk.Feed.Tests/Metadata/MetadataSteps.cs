using Kiosk.Feed.Metadata;
using Kiosk.Testing.Feed;

namespace Kiosk.Feed.Tests.Metadata;

/// <summary>The client workflow (TUF 1.0, 5) up to a step.</summary>
internal static class MetadataSteps
{
    public static TrustedMetadataSet Started(TestFeed feed) => TrustedMetadataSet.Start(feed.File("root", 1), TestFeed.Now, ExpiryRule.Refuse);

    public static TrustedMetadataSet PastRoot(TestFeed feed)
    {
        var trusted = Started(feed);
        trusted.EndRootUpdate();
        return trusted;
    }

    public static TrustedMetadataSet PastSnapshot(TestFeed feed)
    {
        var trusted = PastRoot(feed);
        trusted.UpdateTimestamp(feed.File("timestamp"));
        trusted.UpdateSnapshot(feed.File("snapshot"));
        return trusted;
    }

    public static TrustedMetadataSet PastTargets(TestFeed feed)
    {
        var trusted = PastSnapshot(feed);
        trusted.UpdateTargets("targets", "root", feed.File("targets"));
        return trusted;
    }

    public static MetadataUpdate AfterSnapshot(TestFeed feed, byte[] kept)
    {
        var trusted = PastRoot(feed);
        trusted.UpdateTimestamp(feed.File("timestamp"));
        trusted.LoadSnapshot(kept);
        return trusted.UpdateSnapshot(feed.File("snapshot"));
    }

    public static (string Role, RefusalReason Reason)? FirstRefusal(TestFeed feed, ExpiryRule rule)
    {
        var trusted = TrustedMetadataSet.Start(feed.File("root", 1), TestFeed.Now, rule);
        trusted.EndRootUpdate();
        Func<MetadataUpdate>[] steps =
        [
            () => trusted.UpdateTimestamp(feed.File("timestamp")),
            () => trusted.UpdateSnapshot(feed.File("snapshot")),
            () => trusted.UpdateTargets("targets", "root", feed.File("targets")),
        ];
        return steps.Select(step => step()).OfType<MetadataUpdate.Refused>().Select(refused => (refused.Refusal.Role, refused.Refusal.Reason)).First();
    }

    public static RefusalReason? ReasonOf(MetadataUpdate update) => (update as MetadataUpdate.Refused)?.Refusal.Reason;
}
