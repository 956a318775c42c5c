using System.Net;

namespace Kiosk.Collector.Tests.Faults;

/// <summary>A wire on which six of ten requests go wrong, each in another way and in a fixed turn: whatever was answered may be lost, doubled, or come one request late.</summary>
internal sealed class UnreliableHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private byte[]? before;
    private int count;

    /// <summary>Faults so far, by kind.</summary>
    public Dictionary<string, int> Faults { get; } = new(StringComparer.Ordinal);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        // Seven and ten have no common factor: every fault meets every batch sooner or later.
        switch (count++ * 7 % 10)
        {
            case 1:
                Note("answer lost");
                using (await DeliverAsync(request, body, cancellationToken))
                {
                    throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was lost.");
                }

            case 2:
                Note("doubled");
                (await DeliverAsync(request, body, cancellationToken)).Dispose();
                return await KeepAsync(await DeliverAsync(request, body, cancellationToken), cancellationToken);
            case 3:
                Note("answer one request late");
                var late = before;
                var kept = await KeepAsync(await DeliverAsync(request, body, cancellationToken), cancellationToken);
                return late is null ? kept : new(HttpStatusCode.OK) { Content = new ByteArrayContent(late) };
            case 4:
                Note("503");
                return new(HttpStatusCode.ServiceUnavailable);
            case 5:
                Note("500");
                return new(HttpStatusCode.InternalServerError);
            case 6:
                Note("request lost");
                throw new HttpRequestException(HttpRequestError.ConnectionError, "The request was lost.");
            default:
                return await KeepAsync(await DeliverAsync(request, body, cancellationToken), cancellationToken);
        }
    }

    private void Note(string fault) => Faults[fault] = Faults.GetValueOrDefault(fault) + 1;

    private Task<HttpResponseMessage> DeliverAsync(HttpRequestMessage request, byte[] body, CancellationToken cancellationToken)
    {
        var again = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(body) };
        again.Content.Headers.ContentType = request.Content!.Headers.ContentType;
        return base.SendAsync(again, cancellationToken);
    }

    private async Task<HttpResponseMessage> KeepAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        before = response.StatusCode is HttpStatusCode.OK ? await response.Content.ReadAsByteArrayAsync(cancellationToken) : before;
        return response;
    }
}
