namespace Kiosk.Service.Sync;

/// <summary>The one way to any network: lets nothing through while that is forbidden.</summary>
internal sealed class NetworkGate(HttpMessageHandler inner, NetworkBan ban) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => ban.IsInForce
        ? throw new HttpRequestException("The meeting in progress is secret and forbids any network.")
        : base.SendAsync(request, cancellationToken);
}
