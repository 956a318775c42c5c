using System.Net;
using System.Net.Sockets;
using Kiosk.EndToEnd.Tests.Running;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>Any local user may connect to the loopback port, as often as he likes, and say nothing or little. The service has a thousand descriptors, as by systemd's default.</summary>
public sealed class CrowdTests : IDisposable
{
    private const int Crowd = 1100;

    private readonly Installation installation = new();
    private readonly List<Socket> crowd = [];

    public void Dispose()
    {
        crowd.ForEach(socket => socket.Dispose());
        installation.Dispose();
    }

    [Fact]
    public async Task Eleven_hundred_idle_connections_neither_end_the_service_nor_keep_a_question_from_being_answered()
    {
        await using var service = await RunAsync();

        await CrowdInAsync([]);

        await AssertServesAsync(service);
    }

    [Fact]
    public async Task Nor_do_as_many_that_never_end_the_header_of_their_request()
    {
        await using var service = await RunAsync();

        await CrowdInAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-"u8.ToArray());

        await AssertServesAsync(service);
    }

    [Fact]
    public async Task Nor_do_as_many_that_promise_a_body_and_never_send_it()
    {
        await using var service = await RunAsync();

        await CrowdInAsync("POST /health/live HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n"u8.ToArray());

        await AssertServesAsync(service);
    }

    private async Task<KioskProcess> RunAsync()
    {
        var service = KioskProcess.Start(["sh", "-c", "ulimit -n 1024; exec \"$@\"", "sh"], new Dictionary<string, string>(StringComparer.Ordinal), "run", "--config", installation.SettingsFile);
        await installation.ReadyAsync();
        return service;
    }

    private async Task CrowdInAsync(byte[] said)
    {
        for (var visitor = 0; visitor < Crowd; visitor++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            crowd.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, installation.Port);
            await SayAsync(socket, said);
        }
    }

    private static async Task SayAsync(Socket socket, byte[] said)
    {
        try
        {
            await socket.SendAsync(said);
        }
        catch (SocketException)
        {
            // It has lost its seat already.
        }
    }

    private async Task AssertServesAsync(KioskProcess service)
    {
        await installation.ReadyAsync();
        Assert.Equal(200, await installation.StatusOfAsync("/health/live"));
        (await KioskProcess.RunAsync("status", "--data", installation.Data)).AssertExit(0);
        Assert.DoesNotContain("Exception", service.Errors.ToString(), StringComparison.Ordinal);
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }
}
