using System.Net.Sockets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CommandLine.Answers;

namespace Kiosk.Service.Demo;

/// <summary>The tray over a slot of vpcd: the card goes through the real pcscd.</summary>
internal sealed class VpcdTray(string host, int port, TimeProvider time) : IDemoTray
{
    // vpcd looks for its card about every 0.4 s, and a new tap needs an absence that was seen.
    private static readonly TimeSpan RemovalNoticed = TimeSpan.FromMilliseconds(1000);

    private VpcdLink? link;

    /// <exception cref="ServiceUnavailableException">Nothing listens on the slot's port.</exception>
    public async ValueTask PresentAsync(IVirtualCard card, CancellationToken cancellationToken)
    {
        try
        {
            link = await VpcdLink.ConnectAsync(card, host, port, cancellationToken);
        }
        catch (SocketException exception)
        {
            throw new ServiceUnavailableException($"vpcd does not answer on {host}:{port}: {exception.Message}; install vsmartcard-vpcd and restart pcscd.", exception);
        }
    }

    public async ValueTask RemoveAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        await Task.Delay(RemovalNoticed, time, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (link is not null)
        {
            await link.DisposeAsync();
            link = null;
        }
    }
}
