using System.Net;
using System.Net.Sockets;
using System.Text;
using Kiosk.Service.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Kiosk.Service.Health.Doors;

/// <summary>The Unix socket for commands. Its file mode decides who may send them, whatever the umask.</summary>
internal static class ControlSocket
{
    /// <summary>Capacity of <c>sun_path</c> without its terminating zero (unix(7)), in bytes.</summary>
    public const int MaxPathLength = 107;

    /// <exception cref="ConfigurationException">The path is too long for a socket.</exception>
    public static void Check(string path)
    {
        if (Encoding.UTF8.GetByteCount(path) > MaxPathLength)
        {
            throw new ConfigurationException($"{path}: a socket's path has at most {MaxPathLength} bytes; choose a shorter Kiosk:DataFolder.");
        }
    }

    /// <summary>Binds an endpoint's socket. Nobody can connect before it listens, and then only the service's own user.</summary>
    public static Socket Bind(EndPoint endpoint)
    {
        if (endpoint is UnixDomainSocketEndPoint dead)
        {
            // The journal's lock rules out another running service, so an existing socket is stale.
            File.Delete(dead.ToString());
        }

        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (endpoint is UnixDomainSocketEndPoint unix && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(unix.ToString(), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return socket;
    }
}
