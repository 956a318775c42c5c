using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kiosk.Collector.Events;
using Kiosk.Collector.Storage;

namespace Kiosk.Collector.Webhooks;

/// <summary>
/// Sends what is in the outbox, each endpoint's events in the order they were stored. An endpoint that is down or busy (no connection, no answer in time, 408, 429, 5xx) is left alone as a whole, longer
/// each time; an event that it refuses (any other answer but 2xx) lets the next ones pass. What could not be delivered for three days, or was refused eight times, is a dead letter until somebody retries it.
/// </summary>
/// <param name="client">Follows no redirects; owned by the caller.</param>
internal sealed class WebhookDispatcher(OutboxStore outbox, PeopleStore people, IReadOnlyList<WebhookEndpoint> endpoints, HttpClient client, TimeProvider time)
{
    public const int MaxRefusals = 8;

    private const int BatchSize = 100;
    private const int MaxErrorLength = 200;

    private static readonly TimeSpan MinDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(3);

    private readonly Dictionary<string, Pause> pauses = new(StringComparer.Ordinal);

    /// <summary>What procedures' records seal; null where the key that opens it is not here.</summary>
    public ProcedureDetails? Procedures { get; init; }

    /// <summary>Sends everything that is due.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task DispatchAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await outbox.AddClosingsAsync((meeting, closed) => new WebhookOutbox(endpoints).ClosingOf(meeting, closed, now), now, cancellationToken);
        // One that is slow holds up none of the others.
        await Task.WhenAll(endpoints.Select(endpoint => DispatchAsync(endpoint, cancellationToken)));
    }

    private async Task DispatchAsync(WebhookEndpoint endpoint, CancellationToken cancellationToken)
    {
        var pause = PauseOf(endpoint);
        while (time.GetUtcNow() >= pause.Until && await outbox.DueAsync(endpoint.Name, time.GetUtcNow(), BatchSize, cancellationToken) is { Count: > 0 } due)
        {
            foreach (var entry in due)
            {
                if (!await SendAsync(endpoint, entry, pause, cancellationToken))
                {
                    return;
                }
            }
        }
    }

    /// <returns>Whether the endpoint is worth another event.</returns>
    private async Task<bool> SendAsync(WebhookEndpoint endpoint, OutboxEntry entry, Pause pause, CancellationToken cancellationToken)
    {
        var (delivered, isBusy, error) = await PostAsync(endpoint, entry, cancellationToken);
        var now = time.GetUtcNow();
        if (delivered)
        {
            await outbox.DeleteAsync(entry, cancellationToken);
            pause.Clear();
            return true;
        }

        // While an endpoint is down, its events are not to blame.
        var attempts = entry.Attempts + (isBusy ? 0 : 1);
        var isDead = now - entry.Created >= MaxAge || (attempts >= MaxRefusals);
        var next = isBusy ? now : now + DelayAfter(attempts);
        await outbox.FailAsync(entry, attempts, next, isDead, error[..Math.Min(error.Length, MaxErrorLength)], cancellationToken);
        if (isBusy)
        {
            pause.Extend(now, DelayAfter);
        }

        return !isBusy;
    }

    private async Task<(bool Delivered, bool IsBusy, string Error)> PostAsync(WebhookEndpoint endpoint, OutboxEntry entry, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(await BodyOfAsync(endpoint, entry, cancellationToken));
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        var timestamp = WebhookSignature.TimestampOf(time.GetUtcNow());
        request.Headers.Add(WebhookSignature.IdHeader, entry.MessageId);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(entry.MessageId, timestamp, body, endpoint.Secret.Span));
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var status = response.StatusCode;
            var isBusy = status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;
            return (response.IsSuccessStatusCode, isBusy, $"HTTP {(int)status}");
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (false, true, unreachable is TaskCanceledException ? "timeout" : unreachable.Message);
        }
    }

    /// <summary>Adds what this endpoint may know of the person.</summary>
    private async Task<string> BodyOfAsync(WebhookEndpoint endpoint, OutboxEntry entry, CancellationToken cancellationToken)
    {
        var members = endpoint.Include.Count == 0 ? [] : entry.Event == WebhookEvents.ProcedureReceived ? await OfProcedureAsync(entry, cancellationToken) : await OfPersonAsync(endpoint, entry, cancellationToken);
        if (members.Length == 0)
        {
            return entry.Body;
        }

        var body = JsonNode.Parse(entry.Body)!.AsObject();
        foreach (var (member, value) in members.Where(member => endpoint.Include.Contains(member.Name)))
        {
            body[member] = value;
        }

        return body.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private async Task<(string Name, string? Value)[]> OfPersonAsync(WebhookEndpoint endpoint, OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Person.IsEmpty)
        {
            return [];
        }

        var person = endpoint.Include.IsSubsetOf(["pseudonym"]) ? null : await people.WhoAsync(entry.Meeting, entry.Person, cancellationToken);
        return [("pseudonym", Convert.ToHexStringLower(entry.Person.Span)), ("name", person?.Name), ("cardNumber", person?.Member?.CardNumber), ("unit", person?.Member?.Unit)];
    }

    private async Task<(string Name, string? Value)[]> OfProcedureAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (Procedures is null)
        {
            return [];
        }

        var details = await Procedures.OfAsync(entry, cancellationToken);
        var member = await people.HolderOfAsync(details?.Tag, cancellationToken);
        return [("caseNumber", details?.CaseNumber), ("purpose", details?.Purpose), ("name", member?.Name), ("cardNumber", member?.CardNumber), ("unit", member?.Unit)];
    }

    private Pause PauseOf(WebhookEndpoint endpoint)
    {
        lock (pauses)
        {
            return pauses.TryGetValue(endpoint.Name, out var known) ? known : pauses[endpoint.Name] = new();
        }
    }

    /// <summary>Doubles up to an hour; half of it by chance, so that many do not come back at once.</summary>
    private static TimeSpan DelayAfter(int attempts)
    {
        var full = MinDelay * Math.Min(Math.Pow(2, Math.Min(attempts - 1, 20)), MaxDelay / MinDelay);
        return (full / 2) + (full / 2 * (RandomNumberGenerator.GetInt32(1_000) / 1_000.0));
    }

    private sealed class Pause
    {
        private int failures;

        public DateTimeOffset Until { get; private set; }

        public void Extend(DateTimeOffset now, Func<int, TimeSpan> delay) => Until = now + delay(++failures);

        public void Clear() => failures = 0;
    }
}
