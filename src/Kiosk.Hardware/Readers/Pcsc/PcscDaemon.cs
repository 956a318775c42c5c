using System.Net.Sockets;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>Checks the daemon's socket, bypassing the library: SCARD_E_NO_SERVICE does not tell a missing daemon from one that denies this user.</summary>
internal static class PcscDaemon
{
    private const string DefaultSocket = "/run/pcscd/pcscd.comm";

    private static readonly string[] Programs = ["/usr/sbin/pcscd", "/usr/local/sbin/pcscd", "/usr/bin/pcscd"];

    public static PcscDaemonState Look()
    {
        // As the library resolves it.
        var path = Environment.GetEnvironmentVariable("PCSCLITE_CSOCK_NAME") is { Length: > 0 } named ? named : DefaultSocket;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return PcscDaemonState.Answers;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AccessDenied)
        {
            return PcscDaemonState.Denied;
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return Array.Exists(Programs, File.Exists) ? PcscDaemonState.NotRunning : PcscDaemonState.Missing;
        }
    }
}

/// <summary>What is behind the daemon's socket.</summary>
internal enum PcscDaemonState
{
    /// <summary>Nothing listens there.</summary>
    NotRunning = 0,

    /// <summary>Nothing listens, and the program is not installed.</summary>
    Missing,

    /// <summary>This user may not connect.</summary>
    Denied,

    Answers,
}
