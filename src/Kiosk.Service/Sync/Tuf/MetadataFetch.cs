using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>Translates a missing or malformed metadata file into a refresh outcome.</summary>
internal static class MetadataFetch
{
    /// <param name="name">The file's name.</param>
    public static RefreshOutcome Failed(string role, string name, FetchOutcome.Failed failed) => failed is FetchOutcome.TooLong
        ? new RefreshOutcome.Refused(TooLong(role, name, failed.Fault))
        : new RefreshOutcome.Unreachable(failed.Fault.Of(name));

    public static MetadataRefusal TooLong(string role, string name, FetchFault fault) => new(RefusalReason.Malformed, role, $"{name}: {fault.Cause.English}.") { Vietnamese = $"{name}: {fault.Cause.Vietnamese}." };

    /// <summary>Describes a file that is not metadata by what it is; leaves other refusals unchanged.</summary>
    /// <param name="content">The content received.</param>
    public static MetadataRefusal Explain(MetadataRefusal refusal, string name, ReadOnlySpan<byte> content)
    {
        if (refusal.Reason is not RefusalReason.Malformed)
        {
            return refusal;
        }

        var what = ForeignContent.Describe(content, refusal.Sentence.TrimEnd('.'));
        return refusal with { Sentence = $"{name}: {what.English}.", Vietnamese = $"{name}: {what.Vietnamese}." };
    }
}
