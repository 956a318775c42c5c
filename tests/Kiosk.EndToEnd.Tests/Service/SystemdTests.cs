using System.Net;
using System.Net.Sockets;
using System.Text;
using Kiosk.EndToEnd.Tests.Running;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>The service under a service manager, which the test plays.</summary>
public sealed class SystemdTests : IDisposable
{
    private const int WatchdogMicroseconds = 200_000;

    private readonly Installation installation = new();
    private readonly Socket manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 60_000 };

    public SystemdTests() => manager.Bind(new UnixDomainSocketEndPoint(installation["notify"]));

    private Dictionary<string, string> Environment => new() { ["NOTIFY_SOCKET"] = installation["notify"], ["WATCHDOG_USEC"] = $"{WatchdogMicroseconds}" };

    public void Dispose()
    {
        manager.Dispose();
        installation.Dispose();
    }

    [Fact]
    public async Task It_says_when_it_is_ready_that_it_lives_and_when_it_stops()
    {
        await using var service = KioskProcess.Start(Environment, "run", "--config", installation.SettingsFile);

        Assert.Equal("READY=1\nSTATUS=ready", Receive());
        Assert.Equal(200, await installation.StatusOfAsync("/health/ready"));
        Assert.Equal(["STATUS=ready", "WATCHDOG=1", "STATUS=ready", "WATCHDOG=1"], [Receive(), Receive(), Receive(), Receive()]);

        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
        Assert.Equal("STOPPING=1", ReceiveLast());
    }

    [Fact]
    public async Task It_is_never_ready_when_its_port_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, installation.Port);
        other.Start();

        var ended = await KioskProcess.RunAsync(Environment, "run", "--config", installation.SettingsFile);

        ended.AssertExit(3);
        Assert.StartsWith($"kiosk: 127.0.0.1:{installation.Port} cannot be listened on: ", ended.Errors.Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("READY=1", Pending(), StringComparison.Ordinal);
    }

    private string Receive()
    {
        var datagram = new byte[4096];
        return Encoding.UTF8.GetString(datagram, 0, manager.Receive(datagram));
    }

    private string ReceiveLast()
    {
        var last = "";
        while (manager.Available > 0)
        {
            last = Receive();
        }

        return last;
    }

    private string Pending()
    {
        var all = new StringBuilder();
        while (manager.Available > 0)
        {
            all.AppendLine(Receive());
        }

        return all.ToString();
    }
}
