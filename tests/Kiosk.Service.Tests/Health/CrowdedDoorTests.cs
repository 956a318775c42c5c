using System.Net;
using System.Net.Sockets;
using System.Text;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.Health;

public sealed class CrowdedDoorTests
{
    private const int Crowd = 200;

    private readonly IssuedCard member = TappedCards.Member(1);

    [Fact]
    public async Task Whoever_crowds_the_loopback_port_holds_up_neither_a_tap_nor_a_question()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        var crowd = new List<Socket>();
        for (var visitor = 0; visitor < Crowd; visitor++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            crowd.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, terminal.Address.Port);
        }

        var outcome = await terminal.TapAsync(member.Image());
        using var http = new HttpClient { BaseAddress = terminal.Address };
        var ready = await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal(ReasonCode.Admitted, outcome.Code);
        Assert.Equal("ready\n", ready);
        crowd.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_stranger_is_answered_once_however_many_questions_come_at_once()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, terminal.Address.Port);

        await socket.SendAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", 100))));
        using var stream = new NetworkStream(socket);
        var said = await ReadToEndAsync(stream);

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", said, StringComparison.Ordinal);
        Assert.Equal(2, said.Split("alive").Length);
        Assert.Contains("\r\nConnection: close\r\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_anybody_may_read_names_no_meeting()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync(new() { Kind = "meeting", Meeting = "ky-luat-2026" });
        using var http = new HttpClient { BaseAddress = terminal.Address };

        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var said = await ready.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.StartsWith("terminal.cache: What the terminal was switched to is not in its data", said, StringComparison.Ordinal);
        Assert.Contains("ky-luat-2026", terminal.Health.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("ky-luat-2026", said + await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
    }

    // Input that the server never read may make it reset the connection after the response.
    private static async Task<string> ReadToEndAsync(NetworkStream stream)
    {
        using var said = new MemoryStream();
        try
        {
            await stream.CopyToAsync(said);
        }
        catch (IOException)
        {
            // Reset: keep what has arrived.
        }

        return Encoding.ASCII.GetString(said.ToArray());
    }
}
