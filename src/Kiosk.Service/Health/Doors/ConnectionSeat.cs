using Microsoft.AspNetCore.Connections;

namespace Kiosk.Service.Health.Doors;

/// <summary>A seat: one open connection's slot.</summary>
/// <param name="since">When the seat was taken, as a timestamp of the listener's clock.</param>
internal sealed class ConnectionSeat(ConnectionSeats seats, ConnectionContext connection, bool isTrusted, long since)
{
    private int requests;
    private volatile bool isTrusted = isTrusted;

    public ConnectionContext Connection { get; } = connection;

    public long Since { get; } = since;

    public bool IsBusy => Volatile.Read(ref requests) > 0;

    /// <summary>The peer may command the terminal.</summary>
    public bool IsTrusted => isTrusted;

    /// <summary>The seat must not be given to a newcomer now.</summary>
    public bool IsKept => IsTrusted && IsBusy;

    /// <summary>A request has started: its header has arrived in full.</summary>
    public void Begin() => Interlocked.Increment(ref requests);

    public void End() => Interlocked.Decrement(ref requests);

    /// <summary>The peer has proved that it may command the terminal.</summary>
    public void Trust() => isTrusted = true;

    /// <summary>The connection has ended.</summary>
    public void Leave() => seats.Leave(this);
}
