using System.Net;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CommandLine.Client;

/// <summary>Client for the health page, for use when the disk could not take the Unix socket.</summary>
internal static class LoopbackHealth
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>Whether a terminal answers on the port: any user may ask.</summary>
    public static async Task<bool> IsServedAsync(int port, CancellationToken cancellationToken) =>
        await AskAsync(port, "/health/live", cancellationToken) is (HttpStatusCode.OK, "alive") or (HttpStatusCode.ServiceUnavailable, "A tap hangs.");

    /// <returns>Why the terminal is out of service, as <c>code: sentence</c>; null if no terminal says so on this port.</returns>
    public static async Task<string?> ObstacleAsync(int port, CancellationToken cancellationToken) =>
        await AskAsync(port, "/health/ready", cancellationToken) is (HttpStatusCode.ServiceUnavailable, var said)
        && said.IndexOf(": ", StringComparison.Ordinal) is > 0 and var end && ReasonTable.Find(said[..end]) is not null
            ? said
            : null;

    /// <returns>Null if nothing answers.</returns>
    private static async Task<(HttpStatusCode Status, string Said)?> AskAsync(int port, string path, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Timeout, MaxResponseContentBufferSize = 64 * 1024 };
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"), cancellationToken);
            return (answer.StatusCode, (await answer.Content.ReadAsStringAsync(cancellationToken)).Trim());
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
