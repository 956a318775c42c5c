using System.Net.Sockets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CommandLine.Answers;

namespace Kiosk.Service.Demo;

/// <summary>The tray for a vpcd slot behind the real pcscd.</summary>
internal sealed class VpcdTray(string host, int port, TimeProvider time) : IDemoTray
{
    // vpcd polls its card about every 0.4 s, and a new tap needs a detected absence.
    private static readonly TimeSpan RemovalNoticed = TimeSpan.FromMilliseconds(1000);

    private VpcdLink? link;

    /// <exception cref="ServiceUnavailableException">The slot's port refuses connections.</exception>
    public async ValueTask PresentAsync(IVirtualCard card, CancellationToken cancellationToken)
    {
        try
        {
            link = await VpcdLink.ConnectAsync(card, host, port, cancellationToken);
        }
        catch (SocketException exception)
        {
            throw new ServiceUnavailableException(new(
                $"vpcd không trả lời tại {host}:{port}; hãy cài vsmartcard-vpcd và khởi động lại pcscd [{exception.Message}].",
                $"vpcd does not answer on {host}:{port}: {exception.Message}; install vsmartcard-vpcd and restart pcscd."), exception);
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
