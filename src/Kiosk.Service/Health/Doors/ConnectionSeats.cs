using Microsoft.AspNetCore.Connections;

namespace Kiosk.Service.Health.Doors;

/// <summary>
/// Limits the number of open connections on one listener. When all seats are taken, a newcomer gets the seat of the connection that has been open longest, whatever that is
/// doing, but not before it has had <see cref="Moment"/> to be answered. So neither idle connections nor a flood of requests can exhaust the process's file descriptors or
/// delay an answer for long. Only a trusted peer's request in progress keeps its seat.
/// </summary>
/// <param name="count">Number of seats; as many again may be closing.</param>
/// <param name="areTrusted">Every peer on this listener may command the terminal.</param>
internal sealed class ConnectionSeats(int count, bool areTrusted, TimeProvider time)
{
    /// <summary>Minimum time before a connection can be evicted.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly LinkedList<ConnectionSeat> taken = [];
    private TaskCompletionSource departure = NewDeparture();
    private int leaving;

    /// <summary>Waits for a seat.</summary>
    public async Task<ConnectionSeat> TakeAsync(ConnectionContext connection, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (seat, oldest, left) = TryTake(connection);
            oldest?.Connection.Abort(new ConnectionAbortedException("A newer connection needed the seat."));
            if (seat is not null)
            {
                return seat;
            }

            await Task.WhenAny(left, Task.Delay(Moment / 10, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Frees a seat whose connection has ended.</summary>
    public void Leave(ConnectionSeat seat)
    {
        TaskCompletionSource announced;
        lock (gate)
        {
            if (!taken.Remove(seat))
            {
                leaving--;
            }

            (announced, departure) = (departure, NewDeparture());
        }

        announced.SetResult();
    }

    /// <summary>Aborts connections without a request in progress, because the service is stopping.</summary>
    public void ClearIdle()
    {
        List<ConnectionSeat> idle;
        lock (gate)
        {
            idle = [.. taken.Where(seat => !seat.IsBusy)];
        }

        idle.ForEach(seat => seat.Connection.Abort(new ConnectionAbortedException("The service is stopping.")));
    }

    private static TaskCompletionSource NewDeparture() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <returns>The seat and the connection to evict, if any; or no seat, and a task to wait for.</returns>
    private (ConnectionSeat? Seat, ConnectionSeat? Oldest, Task Left) TryTake(ConnectionContext connection)
    {
        lock (gate)
        {
            ConnectionSeat? oldest = null;
            if (taken.Count >= count)
            {
                oldest = leaving < count ? taken.FirstOrDefault(seat => !seat.IsKept) : null;
                if (oldest is null || time.GetElapsedTime(oldest.Since) < Moment)
                {
                    return (null, null, departure.Task);
                }

                taken.Remove(oldest);
                leaving++;
            }

            return (taken.AddLast(new ConnectionSeat(this, connection, areTrusted, time.GetTimestamp())).Value, oldest, departure.Task);
        }
    }
}
