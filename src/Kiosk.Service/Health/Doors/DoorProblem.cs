using System.Net;
using System.Net.Sockets;
using Kiosk.Words;

namespace Kiosk.Service.Health.Doors;

/// <summary>Describes in one sentence why a listener cannot be opened: what, why, and the remedy.</summary>
internal static class DoorProblem
{
    public const string LoopbackDown = "the loopback interface is down; bring it up: ip link set lo up";

    private const string PortTaken = "another program uses the port; end it (ss -ltnp shows which) or choose another Kiosk:Http:Port.";

    /// <returns>Null if the failure is not due to the machine's state, which makes it a bug.</returns>
    public static string? Of(EndPoint endpoint, Exception failure) => (CauseOf(failure), endpoint) switch
    {
        (null, _) => null,
        ({ } cause, IPEndPoint loopback) => $"Health, metrics and page are not served on {loopback}, check-in goes on: {ReasonOf(loopback, cause)}",
        ({ } cause, _) => $"Commands such as kiosk status do not reach the service through {endpoint}, check-in goes on: {ReasonOfFile(endpoint, cause)}",
    };

    /// <summary>The reason alone, for checks from outside the service.</summary>
    public static string ReasonOf(IPEndPoint endpoint, Exception cause) => (cause as SocketException)?.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => PortTaken,
        SocketError.AddressNotAvailable or SocketError.NetworkDown => LoopbackDown,
        SocketError.AccessDenied => $"the service's user may not listen on port {endpoint.Port}; choose a Kiosk:Http:Port from 1024 to 65535.",
        _ => cause.Message,
    };

    /// <summary>The remedy for a problem with the pages, in both languages.</summary>
    /// <param name="problem">As reported by the service.</param>
    public static Phrase RemedyFor(string problem) => problem switch
    {
        _ when problem.EndsWith(LoopbackDown, StringComparison.Ordinal) => new("Bật giao diện mạng nội bộ (loopback): ip link set lo up", "Bring the loopback interface up: ip link set lo up"),
        _ when problem.EndsWith(PortTaken, StringComparison.Ordinal) => new(
            "Tắt chương trình đang dùng cổng (ss -ltnp), hoặc đặt Kiosk:Http:Port khác.", "End the program that uses the port (ss -ltnp), or choose another Kiosk:Http:Port."),
        _ => new("Đặt Kiosk:Http:Port từ 1024 đến 65535 mà chưa có chương trình nào dùng.", "Choose a Kiosk:Http:Port from 1024 to 65535 that no program uses."),
    };

    private static string ReasonOfFile(EndPoint endpoint, Exception cause) => (cause as SocketException)?.SocketErrorCode switch
    {
        _ when Directory.Exists(endpoint.ToString()) => "a folder bears the name of the socket; take it away.",
        SocketError.AccessDenied => "the service's user may not write there; see who owns the folder: ls -ld",
        _ => "the folder cannot be written because the disk is full or read-only; see: kiosk doctor --only disk",
    };

    // Kestrel wraps the socket's exception.
    private static Exception? CauseOf(Exception failure) => failure switch
    {
        SocketException or UnauthorizedAccessException => failure,
        IOException { InnerException: SocketException cause } => cause,
        IOException => failure,
        InvalidOperationException { InnerException: SocketException cause } => cause,
        _ => null,
    };
}
