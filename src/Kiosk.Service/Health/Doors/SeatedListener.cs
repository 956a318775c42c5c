using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Kiosk.Service.Health.Doors;

/// <summary>A listener that accepts a connection only with a seat; the rest stay in the kernel's queue.</summary>
internal sealed class SeatedListener(IConnectionListener listener, ConnectionSeats seats) : IConnectionListener
{
    private readonly CancellationTokenSource unbound = new();

    public EndPoint EndPoint => listener.EndPoint;

    /// <returns>Null once the listener is unbound.</returns>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        if (await listener.AcceptAsync(cancellationToken) is not { } connection)
        {
            return null;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(unbound.Token, cancellationToken);
        try
        {
            connection.Features.Set(await seats.TakeAsync(connection, either.Token));
            return connection;
        }
        catch (OperationCanceledException) when (unbound.IsCancellationRequested)
        {
            await connection.DisposeAsync();
            return null;
        }
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await unbound.CancelAsync();
        await listener.UnbindAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await unbound.CancelAsync();
        await listener.DisposeAsync();
        unbound.Dispose();
    }
}
