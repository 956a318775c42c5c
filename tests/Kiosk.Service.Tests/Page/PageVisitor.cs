using System.Net;
using System.Text;
using Kiosk.Service.Page;
using Kiosk.Service.Tests.CheckIn;

namespace Kiosk.Service.Tests.Page;

/// <summary>A client that sends requests to a terminal's page, with any headers.</summary>
internal sealed class PageVisitor : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly Uri address;

    public PageVisitor(RunningTerminal terminal)
    {
        address = new Uri(terminal.Page.GetLeftPart(UriPartial.Path));
        Token = terminal.Page.Query["?token=".Length..];
    }

    public string Token { get; }

    /// <summary>The value of a Host header: name and port.</summary>
    public string Host => address.Authority;

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>Sends a command as the page's own script does.</summary>
    public Task<HttpResponseMessage> CommandAsync(string name, string json) => SendAsync(HttpMethod.Post, name, json, (PageGuard.TokenHeader, Token));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<HttpStatusCode> StatusAsync(string path, params (string Name, string Value)[] headers)
    {
        using var response = await GetAsync(path, headers);
        return response.StatusCode;
    }

    /// <summary>Reads the stream until an event's text satisfies the condition.</summary>
    /// <returns>All events up to and including that one, as sent.</returns>
    public async Task<IReadOnlyList<string>> ListenAsync(Func<string, bool> isLast)
    {
        using var response = await GetAsync("stream", (PageGuard.TokenHeader, Token));
        return await ReadAsync(response, isLast);
    }

    /// <inheritdoc cref="ListenAsync"/>
    /// <param name="response">The response with the stream.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(HttpResponseMessage response, Func<string, bool> isLast)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(timeout.Token));
        var events = new List<string>();
        while (await reader.ReadLineAsync(timeout.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                events.Add($"{line["event: ".Length..]} {(await reader.ReadLineAsync(timeout.Token))!["data: ".Length..]}");
                if (isLast(events[^1]))
                {
                    return events;
                }
            }
        }

        throw new InvalidOperationException($"The stream ended after: {string.Join('\n', events)}");
    }

    public void Dispose() => http.Dispose();
}
