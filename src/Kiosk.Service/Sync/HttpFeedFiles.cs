using System.Net;
using System.Net.Http.Headers;
using Kiosk.Feed.Metadata;
using Kiosk.Service.Sync.Tuf;

namespace Kiosk.Service.Sync;

/// <summary>A feed on a web server, asked with care for a poor line: an unchanged timestamp is not sent again, a broken download goes on where it broke off.</summary>
/// <param name="kept">The trusted metadata, for the timestamp that the server may call unchanged.</param>
internal sealed class HttpFeedFiles(HttpFetcher fetcher, FeedAddress feed, MetadataStore kept, ByteBudget budget) : IFeedFiles
{
    private const string MetadataFolder = "metadata/";
    private const string TargetsFolder = "targets/";

    private static readonly string Timestamp = RoleName.QuotedFileNameOf(RoleName.Timestamp);

    private EntityTagHeaderValue? tag;
    private DateTimeOffset? modified;
    private ReadOnlyMemory<byte> tagged;

    /// <inheritdoc/>
    public async Task<FetchOutcome> FetchMetadataAsync(string fileName, long greatestLength, CancellationToken cancellationToken)
    {
        var address = feed.Of(MetadataFolder + fileName);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var isTimestamp = fileName == Timestamp;
        var last = isTimestamp ? Condition(request) : null;
        using var buffer = new MemoryStream();
        HttpResponseHeaders? headers = null;
        DateTimeOffset? date = null;
        var answer = await fetcher.ExchangeAsync(
            request,
            response =>
            {
                (headers, date) = (response.Headers, response.Content.Headers.LastModified);
                FetchOutcome? known = last is not null && response.StatusCode == HttpStatusCode.NotModified
                    ? new FetchOutcome.Fetched(last)
                    : HttpFetcher.FindObjection(response, address, greatestLength);
                return new(known, buffer, greatestLength);
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
    public async Task<FetchOutcome?> FetchTargetAsync(string location, FileStream partial, long length, ByteBudget meter, CancellationToken cancellationToken)
    {
        var address = feed.Of(TargetsFolder + location);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var offset = partial.Position;
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
        }

        return await fetcher.ExchangeAsync(request, response => Begin(response, address, partial, length, meter), cancellationToken);
    }

    private static BodyPlan Begin(HttpResponseMessage response, Uri address, FileStream partial, long length, ByteBudget meter)
    {
        var destination = new MeteredStream(partial, meter);
        if (response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == partial.Position && partial.Position > 0)
        {
            return new(null, destination, length - partial.Position);
        }

        if (response.StatusCode is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Another part than was asked for, or none: the next try begins anew.
            partial.SetLength(0);
            return new(new FetchOutcome.Unreachable($"{address} answers HTTP {(int)response.StatusCode} to a request for its rest."), destination, 0);
        }

        if (HttpFetcher.FindObjection(response, address, length) is { } objection)
        {
            return new(objection, destination, 0);
        }

        partial.SetLength(0);
        return new(null, destination, length);
    }

    /// <returns>The kept timestamp, where the server may answer that it has not changed.</returns>
    private byte[]? Condition(HttpRequestMessage request)
    {
        // Only what is trusted still: a timestamp that was refused must be fetched again.
        if ((tag is null && modified is null) || kept.Read(RoleName.Timestamp) is not { } last || !tagged.Span.SequenceEqual(last))
        {
            return null;
        }

        if (tag is not null)
        {
            request.Headers.IfNoneMatch.Add(tag);
        }
        else
        {
            request.Headers.IfModifiedSince = modified;
        }

        return last;
    }
}
