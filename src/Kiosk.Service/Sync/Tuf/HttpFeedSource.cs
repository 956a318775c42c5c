namespace Kiosk.Service.Sync.Tuf;

/// <summary>A feed on any web server that serves static files.</summary>
internal sealed class HttpFeedSource(HttpFetcher fetcher, FeedAddress metadata) : IFeedSource
{
    /// <inheritdoc/>
    public Task<FetchOutcome> FetchMetadataAsync(string fileName, long maxLength, CancellationToken cancellationToken) =>
        fetcher.FetchAsync(metadata.Of(fileName), maxLength, cancellationToken);
}
