using System.Net;
using System.Net.Sockets;

namespace Kiosk.Testing.Wires;

/// <summary>A network cable on loopback: what connects to <see cref="Port"/> reaches another port, until it is cut.</summary>
internal sealed class CuttableWire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly List<Socket> open = [];
    private readonly Task accepting;
    private readonly int target;
    private bool isCut;

    /// <param name="target">The port on loopback that it leads to.</param>
    public CuttableWire(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
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

    public async ValueTask DisposeAsync()
    {
        Cut();
        await ended.CancelAsync();
        listener.Stop();
        await accepting;
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = JoinAsync(await listener.AcceptSocketAsync(ended.Token));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
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

                await far.ConnectAsync(IPAddress.Loopback, target, ended.Token);
                await Task.WhenAny(CopyAsync(near, far), CopyAsync(far, near));
            }
            catch (Exception broken) when (broken is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // Cut, or nobody listens there: both ends learn of it by the closed connection.
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16_384];
        for (var count = await from.ReceiveAsync(buffer, ended.Token); count > 0; count = await from.ReceiveAsync(buffer, ended.Token))
        {
            await to.SendAsync(buffer.AsMemory(0, count), ended.Token);
        }
    }
}
