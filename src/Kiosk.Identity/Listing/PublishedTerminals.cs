using System.Text.Json;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Reading;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Identity.Listing;

/// <summary>The terminals of all provinces as a published feed lists them: the signed word on whose key is whose, and which are revoked.</summary>
/// <param name="Records">Every enrolment.</param>
/// <param name="Authorities">The CAs of collectors, the revoked ones too.</param>
/// <param name="Anchor">What to trust next time.</param>
/// <param name="Expired">Since when the feed has expired; null while it is good.</param>
internal sealed record PublishedTerminals(IReadOnlyList<TerminalRecord> Records, IReadOnlyList<AuthorityRecord> Authorities, FeedAnchor Anchor, DateTimeOffset? Expired)
{
    /// <exception cref="FeedReadException">The feed cannot be read, or is not trusted.</exception>
    public static async Task<PublishedTerminals> ReadAsync(IFeedContent feed, FeedAnchor anchor, DateTimeOffset now, ExpiryRule expiryRule, CancellationToken cancellationToken)
    {
        var reader = await FeedReader.OpenAsync(feed, anchor, now, expiryRule, cancellationToken).ConfigureAwait(false);
        var rows = await reader.RowsAsync(DataClass.Terminals, cancellationToken).ConfigureAwait(false);
        var authorities = await reader.RowsAsync(DataClass.Authorities, cancellationToken).ConfigureAwait(false);
        // The reader has checked each of them.
        return new(
            [.. rows.Select(one => JsonSerializer.Deserialize(one.Row.Value.Span, RecordJson.Terminal)!)],
            // Each province lists them all.
            [.. authorities.DistinctBy(one => Convert.ToHexString(one.Row.Key.Span)).Select(one => JsonSerializer.Deserialize(one.Row.Value.Span, RecordJson.Authority)!)],
            reader.Anchor,
            reader.Expired.Count == 0 ? null : reader.Expired.Min(role => role.Expires));
    }
}
