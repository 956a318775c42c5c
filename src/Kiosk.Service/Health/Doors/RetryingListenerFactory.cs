using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kiosk.Service.Health.Doors;

/// <summary>
/// Opens listeners as Kestrel does, with a limited number of seats, but retries one that cannot be opened: a port in use or a disk without room for a socket must not stop
/// check-in.
/// </summary>
internal sealed class RetryingListenerFactory(
    IOptions<SocketTransportOptions> options, ILoggerFactory loggers, ServiceDoors doors, TimeProvider time, IHostApplicationLifetime lifetime)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private const int PageSeats = 256;
    private const int CommandSeats = 16;

    private readonly SocketTransportFactory sockets = new(options, loggers);

    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        await TryBindAsync(endpoint, cancellationToken) ?? new RetryingListener(endpoint, TryBindAsync, time);

    /// <returns>Null if the listener cannot be opened now.</returns>
    private async ValueTask<IConnectionListener?> TryBindAsync(EndPoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            var listener = await sockets.BindAsync(endpoint, cancellationToken);
            doors.Open(endpoint);
            var seats = SeatsOf(endpoint);
            lifetime.ApplicationStopping.Register(seats.ClearIdle);
            return new SeatedListener(listener, seats);
        }
        catch (Exception failure) when (DoorProblem.Of(endpoint, failure) is { } problem)
        {
            doors.Close(endpoint, problem);
            return null;
        }
    }

    // The machine's clock, since the terminal's own may be simulated.
    private static ConnectionSeats SeatsOf(EndPoint endpoint) =>
        endpoint is IPEndPoint ? new(PageSeats, areTrusted: false, TimeProvider.System) : new(CommandSeats, areTrusted: true, TimeProvider.System);
}
