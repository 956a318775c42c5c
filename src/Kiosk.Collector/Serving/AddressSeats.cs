using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Kiosk.Collector.Serving;

/// <summary>Connections that one address may hold, so that a terminal or a browser that opens them without end leaves others theirs. Thread-safe.</summary>
internal sealed class AddressSeats(int max)
{
    private readonly ConcurrentDictionary<IPAddress, int> taken = new();

    /// <summary>Drops what an address opens beyond its share, before anything is read of it.</summary>
    public ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        try
        {
            if (taken.AddOrUpdate(address, 1, (_, count) => count + 1) <= max)
            {
                await next(connection);
            }
            else
            {
                connection.Abort();
            }
        }
        finally
        {
            Leave(address);
        }
    };

    private void Leave(IPAddress address)
    {
        var left = taken.AddOrUpdate(address, 0, (_, count) => count - 1);
        if (left == 0)
        {
            // Unless somebody came meanwhile.
            taken.TryRemove(new(address, 0));
        }
    }
}
