using System.Net;
using System.Net.Sockets;

namespace Kiosk.Testing.Pcsc;

/// <summary>Allocates ports below the kernel's ephemeral range.</summary>
internal static class FreePorts
{
    private const int First = 20000;
    private const int Last = 32000;

    // Each pair is used once, because a daemon's readers are created before any of them listens. The start is random, because other test runs allocate too.
    private static int next = Random.Shared.Next(First, Last) & ~1;

    /// <summary>Returns the lower of two adjacent free ports.</summary>
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
