using Microsoft.AspNetCore.Connections;

namespace Kiosk.Service.Health.Doors;

/// <summary>
/// How many connections one door takes at a time. When all seats are taken, a newcomer gets the seat of whoever has sat there longest without a request under way:
/// idle connections, however many, neither use up the process's descriptors nor keep a question from being answered.
/// </summary>
internal sealed class ConnectionSeats(int count)
{
    private readonly Lock gate = new();
    private readonly LinkedList<ConnectionSeat> taken = [];

    /// <summary>Serves a connection while it has a seat.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var seat = new ConnectionSeat(connection);
        if (!TryTake(seat))
        {
            connection.Abort(new ConnectionAbortedException("Every seat is taken by a request under way."));
            return;
        }

        connection.Features.Set(seat);
        try
        {
            await next(connection);
        }
        finally
        {
            Leave(seat);
        }
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

    private bool TryTake(ConnectionSeat seat)
    {
        ConnectionSeat? idle = null;
        lock (gate)
        {
            if (taken.Count >= count)
            {
                idle = taken.FirstOrDefault(other => !other.IsBusy);
                if (idle is null)
                {
                    return false;
                }

                taken.Remove(idle);
            }

            taken.AddLast(seat);
        }

        idle?.Connection.Abort(new ConnectionAbortedException("A newer connection needed the seat."));
        return true;
    }

    private void Leave(ConnectionSeat seat)
    {
        lock (gate)
        {
            taken.Remove(seat);
        }
    }
}

/// <summary>One connection's seat.</summary>
internal sealed class ConnectionSeat(ConnectionContext connection)
{
    private int requests;

    public ConnectionContext Connection { get; } = connection;

    public bool IsBusy => Volatile.Read(ref requests) > 0;

    /// <summary>A request has come whole with its header.</summary>
    public void Begin() => Interlocked.Increment(ref requests);

    public void End() => Interlocked.Decrement(ref requests);
}
