using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Kiosk.Service.Health.Doors;

/// <summary>A listener that could not be opened: retries every five seconds, then works like any other.</summary>
internal sealed class RetryingListener(EndPoint endpoint, Func<EndPoint, CancellationToken, ValueTask<IConnectionListener?>> open, TimeProvider time) : IConnectionListener
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource unbound = new();
    private IConnectionListener? listener;

    public EndPoint EndPoint => listener?.EndPoint ?? endpoint;

    /// <returns>Null once the listener is unbound.</returns>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(unbound.Token, cancellationToken);
        try
        {
            while (listener is null)
            {
                await Task.Delay(Interval, time, either.Token);
                listener = await open(endpoint, either.Token);
            }
        }
        catch (OperationCanceledException) when (unbound.IsCancellationRequested)
        {
            return null;
        }

        return await listener.AcceptAsync(cancellationToken);
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await unbound.CancelAsync();
        if (listener is { } bound)
        {
            await bound.UnbindAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await unbound.CancelAsync();
        if (listener is { } bound)
        {
            await bound.DisposeAsync();
        }

        unbound.Dispose();
    }
}
