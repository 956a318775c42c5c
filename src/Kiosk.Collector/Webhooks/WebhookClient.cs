namespace Kiosk.Collector.Webhooks;

/// <summary>The client that endpoints are told with.</summary>
internal static class WebhookClient
{
    /// <summary>For an answer; an endpoint that works longer on an event does so after it.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Follows no redirect: what an event says is for the address that the site configured.</summary>
    public static HttpClient Create() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = AnswerTimeout };
}
