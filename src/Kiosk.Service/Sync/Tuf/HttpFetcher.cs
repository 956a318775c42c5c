using System.Net;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>Fetches files over HTTP with a bound on their length and on the patience with their server.</summary>
internal sealed class HttpFetcher(HttpMessageInvoker http, TimeProvider time, FetchPatience patience)
{
    private const int PieceLength = 32 * 1024;

    /// <summary>Fetches a file into memory.</summary>
    public async Task<FetchOutcome> FetchAsync(Uri address, long greatestLength, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var failure = await CopyAsync(address, greatestLength, buffer, cancellationToken);
        return failure ?? new FetchOutcome.Fetched(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    /// <summary>Writes a file's bytes to a stream as they come.</summary>
    /// <returns>Null when all of it was written; what was written before a failure is of no use.</returns>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public async Task<FetchOutcome?> CopyAsync(Uri address, long greatestLength, Stream destination, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await ExchangeAsync(request, response => new(FindObjection(response, address, greatestLength), destination, greatestLength), cancellationToken);
    }

    /// <summary>Sends a request and writes the body of its answer as it comes.</summary>
    /// <param name="begin">Judges the answer's head: it is all there is to know, or the body goes to a stream.</param>
    /// <returns>What the head was judged to be; null when the whole body was written.</returns>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public async Task<FetchOutcome?> ExchangeAsync(HttpRequestMessage request, Func<HttpResponseMessage, BodyPlan> begin, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        using var waiting = new CancellationTokenSource(patience.FirstByte, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            var plan = begin(response);
            if (plan.Answer is not null)
            {
                return plan.Answer;
            }

            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            return await CopyBodyAsync(body, address, plan.GreatestLength, plan.Destination, waiting, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FetchOutcome.Unreachable($"{address} did not answer in time.");
        }
        catch (HttpRequestException exception)
        {
            return new FetchOutcome.Unreachable($"{address} cannot be reached: {exception.Message}");
        }
    }

    /// <returns>Null for an answer whose body is the whole file, as far as its head tells.</returns>
    public static FetchOutcome? FindObjection(HttpResponseMessage response, Uri address, long greatestLength)
    {
        // Object stores answer 403 for what is not there.
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.Gone)
        {
            return new FetchOutcome.NotFound($"{address} is not there: HTTP {(int)response.StatusCode}.");
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new FetchOutcome.Unreachable($"{address} answers HTTP {(int)response.StatusCode}.");
        }

        return response.Content.Headers.ContentLength > greatestLength ? TooLong(address, greatestLength) : null;
    }

    private async Task<FetchOutcome?> CopyBodyAsync(
        Stream body, Uri address, long greatestLength, Stream destination, CancellationTokenSource waiting, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var piece = new byte[PieceLength];
        var length = 0L;
        while (true)
        {
            waiting.CancelAfter(patience.Silence);
            var count = await ReadAsync(body, piece, cancellationToken);
            if (count <= 0)
            {
                return count == 0 ? null : new FetchOutcome.Unreachable($"{address} broke off after {length} bytes.");
            }

            length += count;
            if (length > greatestLength)
            {
                return TooLong(address, greatestLength);
            }

            var elapsed = time.GetElapsedTime(begun);
            if (elapsed > patience.Grace && length < elapsed.TotalSeconds * patience.LeastBytesPerSecond)
            {
                return new FetchOutcome.Unreachable($"{address} sent only {length} bytes in {elapsed.TotalSeconds:0} s.");
            }

            await destination.WriteAsync(piece.AsMemory(0, count), cancellationToken);
        }
    }

    /// <returns>-1 when the connection broke off: unlike a failing destination, that is nobody's fault here.</returns>
    private static async Task<int> ReadAsync(Stream body, Memory<byte> piece, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(piece, cancellationToken);
        }
        catch (IOException)
        {
            return -1;
        }
    }

    private static FetchOutcome.TooLong TooLong(Uri address, long greatestLength) => new($"{address} is longer than {greatestLength} bytes.");
}

/// <summary>What is done with the body of an answer.</summary>
/// <param name="Answer">Not null: the body is not read.</param>
/// <param name="GreatestLength">In bytes.</param>
internal readonly record struct BodyPlan(FetchOutcome? Answer, Stream Destination, long GreatestLength);
