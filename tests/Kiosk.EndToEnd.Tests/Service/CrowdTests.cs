using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Kiosk.EndToEnd.Tests.Running;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>Any local user may open any number of connections to the loopback port and send nothing or little. The service has a thousand file descriptors, systemd's default.</summary>
public sealed partial class CrowdTests : IDisposable
{
    private const int Crowd = 1100;

    private const int Questions = 4;

    private static readonly string[] Limited = ["sh", "-c", "ulimit -n 1024; exec \"$@\"", "sh"];

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

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/metrics")]
    public async Task Nor_do_as_many_that_ask_on_and_on_read_no_answer_and_come_again(string path)
    {
        await using var service = await RunAsync();
        await using (var unread = new UnreadCrowd(installation.Port, Crowd, path))
        {
            await unread.HereAsync();
            for (var question = 0; question < Questions; question++)
            {
                // One of them may lose its seat to the crowd; how often, and how soon an answer comes, is the machine's load.
                await Eventually.IsAsync(async () => await installation.StatusOfAsync("/health/live") == 200, $"answer {question} despite the crowd");
            }
        }

        await AssertServesAsync(service);
    }

    [Fact]
    public async Task Cards_are_taken_while_they_crowd()
    {
        await using var demo = KioskProcess.Start(Limited, new Dictionary<string, string>(StringComparer.Ordinal), "demo");
        await demo.Output.UntilAsync("/page/?token=");
        var port = new Uri(AddressOfPage().Match(demo.Output.ToString()).Value).Port;
        await using var unread = new UnreadCrowd(port, Crowd, "/health/live");
        await unread.HereAsync();

        await demo.TypeAsync("1");
        await demo.Output.UntilAsync("  1: admitted, ");
        await demo.TypeAsync("q");

        (await demo.EndAsync()).AssertExit(0);
    }

    private async Task<KioskProcess> RunAsync()
    {
        var service = KioskProcess.Start(Limited, new Dictionary<string, string>(StringComparer.Ordinal), "run", "--config", installation.SettingsFile);
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
            // It has already lost its seat.
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

    [GeneratedRegex("http://127[^ \r\n]+/page/[^ \r\n]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex AddressOfPage();
}
