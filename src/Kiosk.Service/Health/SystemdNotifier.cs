using System.Net.Sockets;
using System.Text;

namespace Kiosk.Service.Health;

/// <summary>Speaks sd_notify(3): datagrams of KEY=VALUE lines to the socket named by NOTIFY_SOCKET, and nothing where there is none.</summary>
internal sealed class SystemdNotifier(string? socketPath)
{
    public static SystemdNotifier FromEnvironment() => new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    public bool IsUnderSystemd => !string.IsNullOrEmpty(socketPath);

    public void Ready(string status) => Send($"READY=1\nSTATUS={status}");

    public void Status(string status) => Send($"STATUS={status}");

    public void Watchdog() => Send("WATCHDOG=1");

    public void Stopping() => Send("STOPPING=1");

    private void Send(string state)
    {
        if (!IsUnderSystemd)
        {
            return;
        }

        // A path that begins with @ is in the abstract namespace, where the first byte is zero.
        var endpoint = new UnixDomainSocketEndPoint(socketPath![0] == '@' ? $"\0{socketPath[1..]}" : socketPath);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes(state), endpoint);
        }
        catch (SocketException)
        {
            // The service manager is gone or restarting; it will notice a missing watchdog by itself.
        }
    }
}
