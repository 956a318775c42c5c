using Microsoft.AspNetCore.Connections;

namespace Kiosk.Service.Health.Doors;

/// <summary>One connection's seat.</summary>
/// <param name="since">When it was taken, as a timestamp of the door's clock.</param>
internal sealed class ConnectionSeat(ConnectionSeats seats, ConnectionContext connection, bool isTrusted, long since)
{
    private int requests;
    private volatile bool isTrusted = isTrusted;

    public ConnectionContext Connection { get; } = connection;

    public long Since { get; } = since;

    public bool IsBusy => Volatile.Read(ref requests) > 0;

    /// <summary>Whoever sits here may command the terminal.</summary>
    public bool IsTrusted => isTrusted;

    /// <summary>Nobody else gets this seat now.</summary>
    public bool IsKept => IsTrusted && IsBusy;

    /// <summary>A request has come whole with its header.</summary>
    public void Begin() => Interlocked.Increment(ref requests);

    public void End() => Interlocked.Decrement(ref requests);

    /// <summary>Whoever sits here has shown that they may command the terminal.</summary>
    public void Trust() => isTrusted = true;

    /// <summary>The connection has ended.</summary>
    public void Leave() => seats.Leave(this);
}
