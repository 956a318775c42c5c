using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kiosk.Service.Health.Doors;

/// <summary>Opens doors as Kestrel does, but for one that does not open: a port that is taken or a disk that takes no socket must not keep cards from being checked in.</summary>
internal sealed class PatientListenerFactory(IOptions<SocketTransportOptions> options, ILoggerFactory loggers, ServiceDoors doors, TimeProvider time)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly SocketTransportFactory sockets = new(options, loggers);

    public bool CanBind(EndPoint endpoint) => sockets.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        await TryBindAsync(endpoint, cancellationToken) ?? new PatientListener(endpoint, TryBindAsync, time);

    /// <returns>Null where the door does not open now.</returns>
    private async ValueTask<IConnectionListener?> TryBindAsync(EndPoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            var listener = await sockets.BindAsync(endpoint, cancellationToken);
            doors.Open(endpoint);
            return listener;
        }
        catch (Exception failure) when (DoorProblem.Of(endpoint, failure) is { } problem)
        {
            doors.Close(endpoint, problem);
            return null;
        }
    }
}
