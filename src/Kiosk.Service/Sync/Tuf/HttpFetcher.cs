namespace Kiosk.Service.Sync.Tuf;

/// <summary>Fetches files over HTTP with limits on length, time and redirects. Server misbehaviour is reported as a <see cref="FetchOutcome"/>.</summary>
internal sealed class HttpFetcher(HttpMessageInvoker http, TimeProvider time, FetchLimits limits, RedirectRule redirects)
{
    /// <summary>Fetches a file into memory.</summary>
    public async Task<FetchOutcome> FetchAsync(Uri address, long maxLength, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var failure = await CopyAsync(address, maxLength, buffer, cancellationToken);
        return failure ?? new FetchOutcome.Fetched(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    /// <summary>Streams a file to a destination.</summary>
    /// <returns>Null if everything was written; after a failure, discard what was written.</returns>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public Task<FetchOutcome?> CopyAsync(Uri address, long maxLength, Stream destination, CancellationToken cancellationToken) =>
        ExchangeAsync(address, _ => { }, response => new(HttpFaults.Find(response, address), destination, maxLength), cancellationToken);

    /// <summary>Requests a file, follows redirects, and streams the response body.</summary>
    /// <param name="prepare">Called on each request before it is sent.</param>
    /// <param name="begin">Decides from the response headers whether to return an outcome or to stream the body.</param>
    /// <returns>The outcome; null if the whole body was written.</returns>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public async Task<FetchOutcome?> ExchangeAsync(Uri address, Action<HttpRequestMessage> prepare, Func<HttpResponseMessage, BodyPlan> begin, CancellationToken cancellationToken)
    {
        using var waiting = new CancellationTokenSource(limits.HeadTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(waiting.Token, cancellationToken);
        List<Uri> visited = [address];
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, visited[^1]);
            request.Headers.AcceptEncoding.Add(new("identity"));
            prepare(request);
            HttpResponseMessage response;
            try
            {
                response = await http.SendAsync(request, either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new FetchOutcome.Unreachable(HttpFaults.TooLate(limits.HeadTimeout) with { IsOfSource = true });
            }
            catch (Exception e) when (e is HttpRequestException or IOException or NotSupportedException or InvalidOperationException or FormatException)
            {
                // Every exception that the HTTP stack throws for a misbehaving server or address.
                return new FetchOutcome.Unreachable(HttpFaults.Of(e, visited[^1]) with { IsOfSource = true });
            }

            using (response)
            {
                if (!RedirectRule.IsRedirect(response))
                {
                    return await TakeAsync(response, begin(response), waiting, cancellationToken);
                }

                if (redirects.Follow(visited, response, out var next) is { } fault)
                {
                    return new FetchOutcome.Foreign(fault);
                }

                visited.Add(next);
            }
        }
    }

    private async Task<FetchOutcome?> TakeAsync(HttpResponseMessage response, BodyPlan plan, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        if (plan.Answer is not null)
        {
            return plan.Answer;
        }

        using var late = new CancellationTokenSource(limits.TimeoutOf(plan.MaxLength), time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, late.Token, cancellationToken);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(any.Token);
            return await new BodyCopy(time, limits).RunAsync(body, plan, response.Content.Headers.ContentLength, silence, any.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FetchOutcome.Unreachable(late.IsCancellationRequested ? HttpFaults.TooSlow(limits.MinBytesPerSecond) : HttpFaults.Silent(limits.SilenceTimeout));
        }
        catch (HttpRequestException)
        {
            return new FetchOutcome.Unreachable(HttpFaults.Closed);
        }
    }
}
