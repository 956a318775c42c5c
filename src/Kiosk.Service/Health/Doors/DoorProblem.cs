using System.Net;
using System.Net.Sockets;

namespace Kiosk.Service.Health.Doors;

/// <summary>Why a door does not open, in one sentence: what it is, why, what to do.</summary>
internal static class DoorProblem
{
    /// <returns>Null for what is no matter of the machine's state: a bug.</returns>
    public static string? Of(EndPoint endpoint, Exception failure) => (CauseOf(failure), endpoint) switch
    {
        (null, _) => null,
        ({ } cause, IPEndPoint loopback) => $"Health, metrics and page are not served on {loopback}, check-in goes on: {ReasonOf(loopback, cause)}",
        ({ } cause, _) => $"Commands such as kiosk status do not reach the service through {endpoint}, check-in goes on: {ReasonOfFile(cause)}",
    };

    /// <summary>The same for whoever looks from outside.</summary>
    public static string ReasonOf(IPEndPoint endpoint, Exception cause) => (cause as SocketException)?.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => "another program uses the port; end it (ss -ltnp shows which) or choose another Kiosk:Http:Port.",
        SocketError.AddressNotAvailable or SocketError.NetworkDown => "the loopback interface is down; bring it up: ip link set lo up",
        SocketError.AccessDenied => $"the service's user may not listen on port {endpoint.Port}; choose a Kiosk:Http:Port from 1024 to 65535.",
        _ => cause.Message,
    };

    private static string ReasonOfFile(Exception cause) => (cause as SocketException)?.SocketErrorCode switch
    {
        SocketError.AccessDenied => "the service's user may not write there; see who owns the folder: ls -ld",
        _ => "the folder cannot be written, for the disk is full or read-only; see: kiosk doctor --only disk",
    };

    // Kestrel wraps what the socket said.
    private static Exception? CauseOf(Exception failure) => failure switch
    {
        SocketException or UnauthorizedAccessException => failure,
        IOException { InnerException: SocketException cause } => cause,
        IOException => failure,
        InvalidOperationException { InnerException: SocketException cause } => cause,
        _ => null,
    };
}
