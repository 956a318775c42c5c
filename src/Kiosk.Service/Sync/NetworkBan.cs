namespace Kiosk.Service.Sync;

/// <summary>Whether the terminal may use any network at this moment. Answered by whoever knows the mode, once the parts are put together.</summary>
internal sealed class NetworkBan
{
    private Func<bool>? asks;

    public bool IsInForce => Volatile.Read(ref asks)?.Invoke() ?? false;

    public void Ask(Func<bool> isInForce) => Volatile.Write(ref asks, isInForce);
}
