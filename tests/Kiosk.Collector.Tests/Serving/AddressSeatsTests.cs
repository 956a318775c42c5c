using System.Net;
using System.Net.Sockets;
using Kiosk.Collector.Tests.Storage;

namespace Kiosk.Collector.Tests.Serving;

/// <summary>A door that opens connections without end does not shut the others out.</summary>
public sealed class AddressSeatsTests(SqliteFixture engine) : IClassFixture<SqliteFixture>
{
    private const int Max = 500;

    private static readonly IPAddress Greedy = IPAddress.Parse("127.0.0.2");

    [Fact]
    public async Task One_address_holds_its_share_of_connections_and_other_doors_are_served()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var other = new TestTerminal("HN-02", collector.Address);
        other.Journal.Admit(1, 1);
        var open = new List<Socket>();
        for (var count = 0; count < Max; count++)
        {
            open.Add(await ConnectAsync(collector.Address));
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        Assert.True(await IsClosedUnheardAsync(collector.Address, limit.Token));
        Assert.Equal(1UL, (await other.StoreAsync(other.Journal.Batch(1, 1))).Contiguous);
        open.ForEach(socket => socket.Dispose());
    }

    private static async Task<Socket> ConnectAsync(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(Greedy, 0));
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        return socket;
    }

    /// <summary>One more: a busy machine may learn of its end while it still connects.</summary>
    private static async Task<bool> IsClosedUnheardAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var beyond = await ConnectAsync(address);
            return await beyond.ReceiveAsync(new byte[1], cancellationToken) == 0;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset)
        {
            return true;
        }
    }
}
