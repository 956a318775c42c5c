namespace Kiosk.Service.Demo;

/// <summary>A network that can be disconnected.</summary>
internal sealed class DemoNetwork() : DelegatingHandler(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
{
    private volatile bool isConnected = true;

    public bool IsConnected
    {
        get => isConnected;
        set => isConnected = value;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsConnected ? base.SendAsync(request, cancellationToken) : throw new HttpRequestException("The network cable is unplugged.");
}
