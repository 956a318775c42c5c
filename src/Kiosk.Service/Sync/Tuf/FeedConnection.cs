namespace Kiosk.Service.Sync.Tuf;

/// <summary>Connections to a feed's server.</summary>
internal static class FeedConnection
{
    /// <summary>Without cookies, unpacking and redirects of its own (<see cref="RedirectRule"/> looks at each); without a proxy where the server is this machine.</summary>
    public static HttpMessageHandler Open(FeedAddress feed) => new SocketsHttpHandler { UseProxy = !feed.IsLoopback, UseCookies = false, AllowAutoRedirect = false };
}
