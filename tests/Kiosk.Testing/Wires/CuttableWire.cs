using System.Net;
using System.Net.Sockets;

namespace Kiosk.Testing.Wires;

/// <summary>A network cable on loopback: what connects to <see cref="Port"/> reaches another port, until it is cut.</summary>
internal sealed class CuttableWire : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> open = [];
    private readonly int target;
    private bool isCut;

    /// <param name="target">The port on loopback that it leads to.</param>
    public CuttableWire(int target)
    {
        this.target = target;
        listener.Start();
        // Ends with the listener.
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Ends every connection, and each new one at once.</summary>
    public void Cut()
    {
        lock (open)
        {
            isCut = true;
            open.ForEach(socket => socket.Dispose());
            open.Clear();
        }
    }

    public void Heal()
    {
        lock (open)
        {
            isCut = false;
        }
    }

    public void Dispose()
    {
        Cut();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = JoinAsync(await listener.AcceptSocketAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed of.
        }
    }

    private async Task JoinAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (near)
        {
            try
            {
                lock (open)
                {
                    if (isCut)
                    {
                        return;
                    }

                    open.AddRange([near, far]);
                }

                await far.ConnectAsync(IPAddress.Loopback, target);
                await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
            }
            catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException)
            {
                // Cut, or nobody listens there: both ends learn of it by the closed connection.
            }
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16_384];
        for (var count = await from.ReceiveAsync(buffer); count > 0; count = await from.ReceiveAsync(buffer))
        {
            await to.SendAsync(buffer.AsMemory(0, count));
        }
    }
}
