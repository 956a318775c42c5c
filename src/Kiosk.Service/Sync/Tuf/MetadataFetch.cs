using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>What a metadata file that did not come, or is none, means for the refresh.</summary>
internal static class MetadataFetch
{
    /// <param name="name">The file's.</param>
    public static RefreshOutcome Failed(string role, string name, FetchOutcome.Failed failed) => failed is FetchOutcome.TooLong
        ? new RefreshOutcome.Refused(TooLong(role, name, failed.Fault))
        : new RefreshOutcome.Unreachable(failed.Fault.Of(name));

    public static MetadataRefusal TooLong(string role, string name, FetchFault fault) => new(RefusalReason.Malformed, role, $"{name}: {fault.Cause}.");

    /// <summary>A file that no metadata can be read from is named as what it is; other refusals speak for themselves.</summary>
    /// <param name="content">What came.</param>
    public static MetadataRefusal Explain(MetadataRefusal refusal, string name, ReadOnlySpan<byte> content) => refusal.Reason is RefusalReason.Malformed
        ? refusal with { Sentence = $"{name}: {ForeignContent.Describe(content, refusal.Sentence.TrimEnd('.'))}." }
        : refusal;
}
