using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Pcsc;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>The smart card daemon's life beside the running service of an enrolled terminal (case 13-pcsc).</summary>
public sealed class DaemonBesideServiceTests : PcscdTest, IDisposable
{
    private static readonly Dictionary<string, string> Environment = new(StringComparer.Ordinal) { ["PCSCLITE_CSOCK_NAME"] = PrivatePcscd.SocketPath };

    private readonly Installation installation = new();

    public DaemonBesideServiceTests() => installation.Write(new
    {
        Installation.TerminalId,
        Door = "2",
        DataFolder = installation.Data,
        Reader = new { Kind = "pcsc", Name = "Kiosk A" },
        Http = new { installation.Port },
        Mode = new { Kind = "meeting", Meeting = DemoMeeting.Id },
    });

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task A_service_that_starts_before_the_daemon_says_what_it_waits_for_and_serves_as_soon_as_it_is_there()
    {
        await using var service = Run();
        await service.Output.UntilAsync("card.reader-fault");

        Assert.StartsWith("NOT READY  card.reader-fault: ", (await KioskAsync("status")).AssertExit(1).Output, StringComparison.Ordinal);
        Assert.Contains("systemctl start pcscd.socket", (await KioskAsync("doctor", "--only", "daemon")).AssertExit(1).Output, StringComparison.Ordinal);
        await Pcscd.StartAsync(Token);
        await installation.ReadyAsync();

        await TapAsync(service, DemoCard.GoodP256, A.Port, "Chào mừng đồng chí");
    }

    [Fact]
    public async Task After_a_crash_of_the_daemon_the_next_tap_counts_and_either_slot_is_the_reader()
    {
        await Pcscd.StartAsync(Token);
        await using var service = Run();
        await installation.ReadyAsync();
        await TapAsync(service, DemoCard.GoodP256, A.Port, "Chào mừng đồng chí");

        var shown = service.Output.Lines.Count;
        await Pcscd.KillAsync();
        await service.Output.UntilAsync("card.reader-fault", shown);
        await Pcscd.StartAsync(Token);
        await installation.ReadyAsync();

        await TapAsync(service, DemoCard.GoodRsa, A.Port, "Chào mừng đồng chí");
        await TapAsync(service, DemoCard.GoodP256, A.Port + 1, "Đồng chí đã được ghi nhận có mặt");
    }

    [Fact]
    public async Task A_card_that_lies_there_when_the_service_starts_is_a_tap()
    {
        await Pcscd.StartAsync(Token);
        await using var link = await InsertAsync(CardOf(DemoCard.GoodP256));

        await using var service = Run();

        await service.Output.UntilAsync("Chào mừng đồng chí");
    }

    private static VirtualCard CardOf(DemoCard card) => new(SharedWorld.World.Load(card), TimeProvider.System);

    private KioskProcess Run() => KioskProcess.Start(Environment, "run", "--screen", "text", "--config", installation.SettingsFile);

    private Task<Ended> KioskAsync(params string[] arguments) => KioskProcess.RunAsync(Environment, [.. arguments, "--config", installation.SettingsFile]);

    private async Task TapAsync(KioskProcess service, DemoCard card, int port, string words)
    {
        var shown = service.Output.Lines.Count;
        var counted = service.Output.UntilAsync(words, shown);

        // A card seen as soon as the daemon is back may have lain there all along: it counts when it has been away.
        while (!counted.IsCompleted)
        {
            await using var link = await VpcdLink.ConnectAsync(CardOf(card), "localhost", port, Token);
            await Task.WhenAny(counted, Task.Delay(TimeSpan.FromSeconds(3), Token));
        }

        await service.Output.UntilAsync("Mời đồng chí đặt thẻ", await counted);
    }
}
