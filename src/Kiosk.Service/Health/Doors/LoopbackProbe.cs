using System.Net;
using System.Net.Sockets;

namespace Kiosk.Service.Health.Doors;

/// <summary>Detects a loopback interface that is down: the kernel then still allows listening on a port that nobody can reach.</summary>
internal static class LoopbackProbe
{
    private const int DiscardPort = 9;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <returns>One sentence, or null if loopback works.</returns>
    public static async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, DiscardPort), timeout.Token);
            return null;
        }
        catch (SocketException exception)
        {
            // Refused is as good as accepted: packets get through.
            return exception.SocketErrorCode is SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostUnreachable or SocketError.AddressNotAvailable
                ? $"Health, metrics and page reach nobody, check-in goes on: {DoorProblem.LoopbackDown}"
                : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
