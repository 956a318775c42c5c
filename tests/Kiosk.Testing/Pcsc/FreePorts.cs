using System.Net;
using System.Net.Sockets;

namespace Kiosk.Testing.Pcsc;

/// <summary>Ports below the range from which the kernel lends ports to outgoing connections.</summary>
internal static class FreePorts
{
    private const int First = 20000;
    private const int Last = 32000;

    /// <summary>The lower of two neighbouring ports that are free now.</summary>
    public static int TakePair()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
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
