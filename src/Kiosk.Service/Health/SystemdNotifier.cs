using System.Net.Sockets;
using System.Text;
using Kiosk.Service.Health.Doors;

namespace Kiosk.Service.Health;

/// <summary>Client for sd_notify(3): sends datagrams of KEY=VALUE lines to the socket named by NOTIFY_SOCKET, or does nothing if it is unset.</summary>
internal sealed class SystemdNotifier
{
    private readonly UnixDomainSocketEndPoint? manager;

    public SystemdNotifier(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return;
        }

        if (MistakeIn(address) is { } mistake)
        {
            Mistake = $"NOTIFY_SOCKET is \"{Shortened(address)}\" and {mistake} The service runs on, but systemd is told nothing.";
            return;
        }

        // A path that starts with @ is in the abstract namespace, where the first byte is zero.
        manager = new(address[0] == '@' ? $"\0{address[1..]}" : address);
    }

    public static SystemdNotifier FromEnvironment() => new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    /// <summary>Why nothing is sent although an address is set, in one sentence; null if all is well.</summary>
    public string? Mistake { get; }

    public bool IsUnderSystemd => manager is not null;

    public void Ready(string status) => Send($"READY=1\nSTATUS={status}");

    public void Status(string status) => Send($"STATUS={status}");

    public void Watchdog() => Send("WATCHDOG=1");

    public void Stopping() => Send("STOPPING=1");

    private static string? MistakeIn(string address) => address switch
    {
        [not ('/' or '@'), ..] => "must be an absolute path, or a name in the abstract namespace that begins with @.",
        _ when Encoding.UTF8.GetByteCount(address) > ControlSocket.MaxPathLength => $"has more than the {ControlSocket.MaxPathLength} bytes that a socket's path may have.",
        _ => null,
    };

    private static string Shortened(string address) => address.Length <= 40 ? address : $"{address[..40]}…";

    private void Send(string state)
    {
        if (manager is null)
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes(state), manager);
        }
        catch (SocketException)
        {
            // The service manager is gone or restarting; it will notice the missing watchdog datagram by itself.
        }
    }
}
