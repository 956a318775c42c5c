using System.Net;
using System.Net.Http.Headers;
using Kiosk.Feed.Metadata;
using Kiosk.Service.Sync.Tuf;

namespace Kiosk.Service.Sync;

/// <summary>A feed on a web server, for poor connections: conditional requests for the timestamp, and downloads that resume.</summary>
/// <param name="kept">The stored metadata, which supplies the timestamp if the server answers "not modified".</param>
internal sealed class HttpFeedFiles(HttpFetcher fetcher, FeedAddress feed, MetadataStore kept, ByteBudget budget) : IFeedFiles
{
    private const string MetadataFolder = "metadata/";
    private const string TargetsFolder = "targets/";

    private static readonly string Timestamp = RoleName.QuotedFileNameOf(RoleName.Timestamp);

    private EntityTagHeaderValue? tag;
    private DateTimeOffset? modified;
    private ReadOnlyMemory<byte> tagged;

    /// <inheritdoc/>
    public FeedOrigin Origin => FeedOrigin.Server;

    /// <inheritdoc/>
    public async Task<FetchOutcome> FetchMetadataAsync(string fileName, long maxLength, CancellationToken cancellationToken)
    {
        var address = feed.Of(MetadataFolder + fileName);
        var isTimestamp = fileName == Timestamp;
        var last = isTimestamp ? Last() : null;
        using var buffer = new MemoryStream();
        HttpResponseHeaders? headers = null;
        DateTimeOffset? date = null;
        var answer = await fetcher.ExchangeAsync(
            address,
            request => AskForNewer(request, last),
            response =>
            {
                (headers, date) = (response.Headers, response.Content.Headers.LastModified);
                FetchOutcome? known = last is not null && response.StatusCode == HttpStatusCode.NotModified ? new FetchOutcome.Fetched(last) : HttpFaults.Find(response, address);
                return new(known, buffer, maxLength);
            },
            cancellationToken);
        if (answer is not null)
        {
            return answer;
        }

        budget.Count((int)buffer.Length);
        var content = buffer.ToArray();
        if (isTimestamp)
        {
            (tag, modified, tagged) = (headers?.ETag, date, content);
        }

        return new FetchOutcome.Fetched(content);
    }

    /// <inheritdoc/>
    public async Task<FetchOutcome.Failed?> FetchTargetAsync(string location, FileStream partial, long length, ByteBudget meter, CancellationToken cancellationToken)
    {
        var address = feed.Of(TargetsFolder + location);
        var answer = partial.Position > 0 ? await FetchRestAsync(address, partial, length, meter, cancellationToken) : null;
        return (FetchOutcome.Failed?)(answer is { IsRest: true } ? answer.Outcome : await fetcher.ExchangeAsync(address, _ => { }, response => BeginAnew(response, address, partial, length, meter), cancellationToken));
    }

    /// <returns>Whether the server sent the rest, failed, or does not support ranges, in which case the whole file must be requested.</returns>
    private async Task<RestAnswer> FetchRestAsync(Uri address, FileStream partial, long length, ByteBudget meter, CancellationToken cancellationToken)
    {
        var offset = partial.Position;
        var isRest = true;
        var outcome = await fetcher.ExchangeAsync(
            address,
            request => request.Headers.Range = new RangeHeaderValue(offset, null),
            response =>
            {
                if (response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == offset)
                {
                    return new(null, new MeteredStream(partial, meter), length - offset, IsBeginning: false);
                }

                isRest = response.StatusCode is not (HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable);
                return isRest ? BeginAnew(response, address, partial, length, meter) : new(HttpFaults.Find(response, address), Stream.Null, 0);
            },
            cancellationToken);
        return new(isRest, (FetchOutcome.Failed?)outcome);
    }

    private static BodyPlan BeginAnew(HttpResponseMessage response, Uri address, FileStream partial, long length, ByteBudget meter) =>
        new(HttpFaults.Find(response, address), new MeteredStream(partial, meter, beginsAnew: true), length);

    /// <returns>The stored timestamp if a conditional request is possible; otherwise null.</returns>
    private byte[]? Last() =>
        // Only if it is still trusted: a rejected timestamp must be fetched again.
        (tag is not null || modified is not null) && kept.Read(RoleName.Timestamp) is { } last && tagged.Span.SequenceEqual(last) ? last : null;

    private void AskForNewer(HttpRequestMessage request, byte[]? last)
    {
        if (last is null)
        {
            return;
        }

        if (tag is not null)
        {
            request.Headers.IfNoneMatch.Add(tag);
        }
        else
        {
            request.Headers.IfModifiedSince = modified;
        }
    }

    private sealed record RestAnswer(bool IsRest, FetchOutcome.Failed? Outcome);
}
