namespace Kiosk.Service.Sync.Tuf;

/// <summary>Creates connections to a feed's server.</summary>
internal static class FeedConnection
{
    /// <summary>No cookies, decompression or automatic redirects (<see cref="RedirectRule"/> checks each); no proxy if the server is this machine.</summary>
    public static HttpMessageHandler Open(FeedAddress feed) => new SocketsHttpHandler { UseProxy = !feed.IsLoopback, UseCookies = false, AllowAutoRedirect = false };
}
