using System.Net;
using System.Net.Sockets;

namespace Kiosk.Testing.Pcsc;

/// <summary>Ports below the range from which the kernel lends ports to outgoing connections.</summary>
internal static class FreePorts
{
    private const int First = 20000;
    private const int Last = 32000;

    // Each pair once, for the readers of one daemon are made before any of them listens; from anywhere, for other test runs take pairs too.
    private static int next = Random.Shared.Next(First, Last) & ~1;

    /// <summary>The lower of two neighbouring ports that are free now.</summary>
    public static int TakePair()
    {
        while (true)
        {
            var port = First + ((Interlocked.Add(ref next, 2) - First) % (Last - First));
            if (IsFree(port) && IsFree(port + 1))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
