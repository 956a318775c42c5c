using System.Net.Sockets;
using System.Text;
using Kiosk.EndToEnd.Tests.Running;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>The service under a service manager, played by the test (case <c>14-kiosk-environment</c>).</summary>
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

    [Theory]
    [InlineData("/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "", "NOTIFY_SOCKET is \"/aaa")]
    [InlineData("vsock:2:1", "", "NOTIFY_SOCKET is \"vsock:2:1\" and must be an absolute path")]
    [InlineData("notify", "", "NOTIFY_SOCKET is \"notify\"")]
    [InlineData("@partycard-kiosk-test-nobody", "abc", "WATCHDOG_USEC is \"abc\" and must be a number of microseconds")]
    public async Task An_address_or_interval_that_is_none_costs_one_sentence_and_no_service(string address, string watchdog, string sentence)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["NOTIFY_SOCKET"] = address, ["WATCHDOG_USEC"] = watchdog };
        await using var service = KioskProcess.Start(environment, "run", "--config", installation.SettingsFile);
        await installation.ReadyAsync();

        service.Signal(KioskProcess.Terminate);
        var ended = await service.EndAsync();

        ended.AssertExit(0);
        Assert.Single(ended.Errors.Split('\n'), line => line.Contains(sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("Exception", ended.Errors, StringComparison.Ordinal);
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
}
