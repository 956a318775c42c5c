using System.Net.Sockets;
using System.Text;
using Kiosk.Service.Health;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Health;

public sealed class SystemdNotifierTests
{
    [Fact]
    public void States_reach_the_socket_as_datagrams_of_lines()
    {
        using var folder = new TestFolder();
        using var manager = Listen(new UnixDomainSocketEndPoint(folder["notify"]));
        var notifier = new SystemdNotifier(folder["notify"]);

        notifier.Ready("ready");
        notifier.Status("card.reader-fault: Waiting for a card reader; plug one in.");
        notifier.Watchdog();
        notifier.Stopping();

        Assert.True(notifier.IsUnderSystemd);
        Assert.Equal("READY=1\nSTATUS=ready", Receive(manager));
        Assert.Equal("STATUS=card.reader-fault: Waiting for a card reader; plug one in.", Receive(manager));
        Assert.Equal("WATCHDOG=1", Receive(manager));
        Assert.Equal("STOPPING=1", Receive(manager));
    }

    [Fact]
    public void A_name_in_the_abstract_namespace_begins_with_an_at_sign()
    {
        var name = $"kiosk-test-{Path.GetRandomFileName()}";
        using var manager = Listen(new UnixDomainSocketEndPoint($"\0{name}"));

        new SystemdNotifier($"@{name}").Watchdog();

        Assert.Equal("WATCHDOG=1", Receive(manager));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_socket_nothing_is_said(string? path)
    {
        var notifier = new SystemdNotifier(path);

        notifier.Ready("ready");

        Assert.False(notifier.IsUnderSystemd);
    }

    [Fact]
    public void A_manager_that_is_gone_harms_nobody()
    {
        using var folder = new TestFolder();

        var failure = Record.Exception(() => new SystemdNotifier(folder["nobody"]).Watchdog());

        Assert.Null(failure);
    }

    private static Socket Listen(UnixDomainSocketEndPoint endpoint)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        socket.Bind(endpoint);
        return socket;
    }

    private static string Receive(Socket socket)
    {
        var datagram = new byte[4096];
        return Encoding.UTF8.GetString(datagram, 0, socket.Receive(datagram));
    }
}
