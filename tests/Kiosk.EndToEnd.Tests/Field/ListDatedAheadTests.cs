using Kiosk.Durability;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity.Opening;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pcsc;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Field;

/// <summary>The authority's clock ahead of the terminal's: its newest list stops nobody at the running service (case 17-crl-clock).</summary>
public sealed class ListDatedAheadTests : IAsyncLifetime
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly Pn532Emulator reader = new(TimeProvider.System);
    private readonly ManualTimeProvider authoritysClock = new(TimeProvider.System.GetUtcNow());
    private DemoWorld world = null!;
    private KioskProcess service = null!;

    private string Settings => folder["kiosk.json"];

    public async Task InitializeAsync()
    {
        using (var keys = TerminalKeys.Open(new KioskFolders(folder["data"]), Installation.TerminalId, KeyStoreSettings.InFile, new DurableFiles()))
        {
            world = await DemoWorld.CreateAsync(folder["world"], [new(Installation.TerminalId, keys.DecryptionKey.ExportSubjectPublicKeyInfo())], authoritysClock, CancellationToken.None);
        }

        SettingsFile.Write(Settings, new
        {
            Installation.TerminalId,
            DataFolder = folder["data"],
            Reader = new { Kind = "pn532", reader.Device },
            Http = new { Port = FreePorts.TakePair() },
            Mode = new { Kind = "meeting", Meeting = DemoMeeting.Id },
            Sync = new { Root = world.Feed.RootFile, Provinces = world.Feed.Province.Text },
        });
        (await ImportAsync()).AssertExit(0);
        service = KioskProcess.Start("run", "--screen", "text", "--config", Settings);
        await service.Output.UntilAsync("Mời đồng chí đặt thẻ");
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await reader.DisposeAsync();
        world.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(120)]
    public async Task Members_are_admitted_on_and_the_card_that_it_revokes_is_not(int minutes)
    {
        authoritysClock.Advance(TimeSpan.FromMinutes(minutes));
        await world.RevokeAsync(DemoCard.GoodRsa, CancellationToken.None);

        (await ImportAsync()).AssertExit(0);

        await TapAsync(DemoCard.GoodRsa, "bàn hỗ trợ");
        await TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        var status = (await KioskProcess.RunAsync("status", "--json", "--config", Settings)).AssertExit(0).Json;
        Assert.True(status.GetProperty("ready").GetBoolean());
    }

    private Task<Ended> ImportAsync() => KioskProcess.RunAsync("sync", "import", world.Feed.Folder, "--config", Settings);

    private async Task TapAsync(DemoCard card, string words)
    {
        var shown = service.Output.Lines.Count;
        reader.Present(new VirtualCard(world.Load(card), TimeProvider.System));
        await service.Output.UntilAsync(words, shown);
        reader.Remove();
        await service.Output.UntilAsync("Mời đồng chí đặt thẻ", shown);
    }
}
