using Kiosk.Words;

namespace Kiosk.Journal.Upload;

/// <summary>Speaks to a collector over HTTP, as a terminal or as a collector that passes on. Redirects are not followed.</summary>
/// <param name="handler">Owned by this object.</param>
/// <param name="collector">The address in the settings.</param>
/// <param name="phrases">Names those settings.</param>
internal sealed class CollectorClient(HttpMessageHandler handler, Uri collector, UploadPhrases phrases) : IDisposable
{
    /// <summary>The header by which a collector that passes on shows the terminal's own certificate, as RFC 9440 has it: <c>:BASE64:</c>.</summary>
    public const string CertificateHeader = "Client-Cert";

    /// <summary>For one batch, from the first byte sent to the last byte of the answer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly Uri folder = collector.AbsoluteUri.EndsWith('/') ? collector : new(collector.AbsoluteUri + "/");
    private readonly HttpClient http = new(handler) { Timeout = Timeout, MaxResponseContentBufferSize = UploadAnswer.MaxLength };

    private string Authority => folder.Authority;

    public void Dispose() => http.Dispose();

    /// <summary>Sends a batch and reads the answer.</summary>
    /// <param name="certificate">The terminal's, DER, where the connection is another's; else empty.</param>
    public async Task<UploadOutcome> SendAsync(string terminalId, byte[] batch, ReadOnlyMemory<byte> certificate, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(folder, $"v1/terminals/{terminalId}/frames"));
        request.Content = new ByteArrayContent(batch);
        request.Content.Headers.ContentType = new(UploadBatch.ContentType);
        if (!certificate.IsEmpty)
        {
            request.Headers.Add(CertificateHeader, $":{Convert.ToBase64String(certificate.Span)}:");
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return Read(response, await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new UploadOutcome.Postponed(UploadPhrases.NoAnswer(Authority));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException or FormatException)
        {
            // Every exception that the HTTP stack throws for a server that misbehaves or is not there.
            return new UploadOutcome.Postponed(FaultOf(e));
        }
    }

    /// <summary>Tells the collector how this terminal is.</summary>
    /// <returns>False if the collector did not take it, or there was no answer.</returns>
    public async Task<bool> SendAsync(string terminalId, TerminalState state, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(state.Encode()) { Headers = { ContentType = new(TerminalState.ContentType) } };
        try
        {
            using var response = await http.PutAsync(new Uri(folder, $"v1/terminals/{terminalId}/state"), content, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException or FormatException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Opens the stream of arrivals at the meeting's other doors.</summary>
    /// <returns>The answer, whose head has arrived; the caller disposes of it.</returns>
    /// <exception cref="HttpRequestException">The collector cannot be reached.</exception>
    public Task<HttpResponseMessage> OpenArrivalsAsync(string meeting, ulong after, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(folder, $"v1/meetings/{Uri.EscapeDataString(meeting)}/arrivals?after={after}"));
        request.Headers.Accept.Add(new(ArrivalOfOtherDoor.ContentType));
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private UploadOutcome Read(HttpResponseMessage response, byte[] body) => (int)response.StatusCode switch
    {
        200 => Accept(body),
        408 or 425 or 429 or 503 or 504 => new UploadOutcome.Postponed(UploadPhrases.Later((int)response.StatusCode), WaitIn(response)),
        >= 300 and < 400 and var status => new UploadOutcome.Postponed(phrases.SentElsewhere(status)),
        >= 500 and var status => new UploadOutcome.Postponed(UploadPhrases.Failed(status), WaitIn(response)),
        >= 400 and var status => Refuse(status, UploadRefusal.Parse(body)),
        _ => new UploadOutcome.Postponed(phrases.NoCollector(Authority)),
    };

    private UploadOutcome Accept(byte[] body)
    {
        try
        {
            return new UploadOutcome.Stored(UploadAnswer.Parse(body));
        }
        catch (FormatException)
        {
            return new UploadOutcome.Postponed(phrases.NoCollector(Authority));
        }
    }

    private static UploadOutcome Refuse(int status, UploadRefusal? refusal) => status is 401 or 403 or 404 or 405 or 407
        ? new UploadOutcome.Refused(refusal?.Code is UploadRefusal.UnknownHall ? UploadPhrases.UnknownHall : UploadPhrases.Unknown(status, refusal), refusal?.Code)
        : new UploadOutcome.Parked(status, refusal);

    // A date is taken against the collector's own, because the terminal's clock may be wrong.
    private static TimeSpan? WaitIn(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { Ticks: >= 0 } wait } => wait,
        { Date: { } date } when response.Headers.Date is { } now && date > now => date - now,
        _ => null,
    };

    // A handshake that broke off says nothing about certificates.
    private Phrase FaultOf(Exception exception) => exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: not IOException } ? phrases.NotTrusted(Authority)
        : exception is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded } or InvalidOperationException or FormatException
            ? phrases.NoCollector(Authority)
            : UploadPhrases.NoAnswer(Authority);
}
