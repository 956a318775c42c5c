using System.Net;
using System.Net.Sockets;
using System.Text;
using Kiosk.Durability;
using Kiosk.Service.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Kiosk.Service.Health.Doors;

/// <summary>The Unix socket for commands. Its file mode decides who may send them, whatever the umask.</summary>
internal static class ControlSocket
{
    /// <summary>Capacity of <c>sun_path</c> without its terminating zero (unix(7)), in bytes.</summary>
    public const int MaxPathLength = 107;

    /// <exception cref="ConfigurationException">The path is too long for a socket, or something else than a socket of this user's is there.</exception>
    /// <exception cref="IOException">What is there cannot be determined.</exception>
    public static void Check(string path)
    {
        if (Encoding.UTF8.GetByteCount(path) > MaxPathLength)
        {
            throw new ConfigurationException(new(
                $"{path}: đường dẫn của socket có tối đa {MaxPathLength} byte; hãy chọn Kiosk:DataFolder ngắn hơn.",
                $"{path}: a socket's path has at most {MaxPathLength} bytes; choose a shorter Kiosk:DataFolder."));
        }

        if (Place.KindOf(path) is not (PlaceKind.Absent or PlaceKind.Socket) and var kind)
        {
            throw new ConfigurationException(new(
                $"{path} là {PlaceNames.Of(kind).Vietnamese}, trong khi đó là chỗ của socket nhận lệnh. Hãy dời đi, rồi khởi động lại.",
                $"{path} is {PlaceNames.Of(kind).English}, where the socket for commands belongs. Take it away, and start again."));
        }

        if (!FolderOwner.IsOurs(path))
        {
            throw new ConfigurationException(new(
                $"{path} là socket của {FolderOwner.Of(path).ForChown}, không phải của dịch vụ này. Hãy dời đi, rồi khởi động lại.",
                $"{path} is a socket of {FolderOwner.Of(path)}, not of this service. Take it away, and start again."));
        }
    }

    /// <summary>Binds an endpoint's socket. Nobody can connect before it listens, and then only the service's own user.</summary>
    public static Socket Bind(EndPoint endpoint)
    {
        if (endpoint is UnixDomainSocketEndPoint dead)
        {
            // Checked at the start; the journal's lock rules out another running service, so an existing socket is stale.
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
