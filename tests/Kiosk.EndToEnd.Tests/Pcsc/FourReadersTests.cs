using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Pcsc;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>Four terminals on four readers of one pcscd, with a card on each at the same time.</summary>
[Collection(PcscdTestOrder.Name)]
public sealed class FourReadersTests : IAsyncLifetime
{
    private const int Rounds = 2;

    private static readonly Dictionary<string, string> Environment = new(StringComparer.Ordinal) { ["PCSCLITE_CSOCK_NAME"] = PrivatePcscd.SocketPath };
    private static readonly string[] Names = ["Hall 1", "Hall 2", "Hall 3", "Hall 4"];

    private readonly PrivatePcscd pcscd = PrivatePcscd.Create(Names);
    private readonly List<(Installation Place, KioskProcess Service)> terminals = [];
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));

    public async Task InitializeAsync()
    {
        await pcscd.StartAsync(limit.Token);
        foreach (var (index, name) in Names.Index())
        {
            var id = index % 2 == 0 ? Installation.TerminalId : Installation.OtherTerminalId;
            var place = new Installation(id);
            place.Write(new
            {
                TerminalId = id,
                DataFolder = place.Data,
                Reader = new { Kind = "pcsc", Name = name },
                Http = new { place.Port },
                Mode = new { Kind = "procedure", Procedure = "CSH-TT" },
            });
            terminals.Add((place, KioskProcess.Start(Environment, "run", "--screen", "text", "--config", place.SettingsFile)));
            await place.ReadyAsync();
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var (place, service) in terminals)
        {
            await service.DisposeAsync();
            place.Dispose();
        }

        await pcscd.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Each_card_is_answered_at_its_own_reader_and_recorded_there_alone()
    {
        var seen = new int[terminals.Count];
        for (var round = 0; round < Rounds; round++)
        {
            var card = round % 2 == 0 ? DemoCard.GoodP256 : DemoCard.GoodRsa;
            seen = await Task.WhenAll(terminals.Select((terminal, index) => TapAsync(terminal.Service, seen[index], card, pcscd.Readers[index].Port)));
        }

        foreach (var (place, _) in terminals)
        {
            var lines = (await KioskProcess.RunAsync("log", "export", "--json", "--config", place.SettingsFile)).AssertExit(0).JsonLines;
            Assert.Equal(Rounds, lines.Count(line => line.GetProperty("reason").GetString() == "admitted"));
        }
    }

    /// <returns>The index of the line after the receipt.</returns>
    private async Task<int> TapAsync(KioskProcess service, int from, DemoCard card, int port)
    {
        var invited = await service.Output.UntilAsync("Mời đồng chí đặt thẻ", from);
        await using var link = await VpcdLink.ConnectAsync(new VirtualCard(SharedWorld.World.Load(card), TimeProvider.System), "localhost", port, limit.Token);
        return await service.Output.UntilAsync("Số biên nhận: ", invited);
    }
}
