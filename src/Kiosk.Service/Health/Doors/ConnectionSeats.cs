using Microsoft.AspNetCore.Connections;

namespace Kiosk.Service.Health.Doors;

/// <summary>
/// How many connections one door takes at a time. When all seats are taken, a newcomer waits for the seat of whoever has sat there longest, whatever they do there,
/// but leaves everybody a moment to be answered in: neither silence nor a flood of questions, however many come, uses up the process's descriptors or keeps a
/// question from being answered for long. Only a request under way of somebody who may command the terminal keeps its seat.
/// </summary>
/// <param name="count">Seats; as many again may be leaving.</param>
/// <param name="areTrusted">Everybody who gets through this door may command the terminal.</param>
internal sealed class ConnectionSeats(int count, bool areTrusted, TimeProvider time)
{
    /// <summary>What everybody has before a newcomer gets the seat.</summary>
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

    /// <summary>Its connection has ended.</summary>
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

    /// <summary>The service stops: whoever has no request under way, or has not got to its end, is not waited for.</summary>
    public void ClearIdle()
    {
        List<ConnectionSeat> idle;
        lock (gate)
        {
            idle = [.. taken.Where(seat => !seat.IsBusy)];
        }

        idle.ForEach(seat => seat.Connection.Abort(new ConnectionAbortedException("The service stops.")));
    }

    private static TaskCompletionSource NewDeparture() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <returns>The seat, or null and what to wait for; with it whoever is to be shown out.</returns>
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
