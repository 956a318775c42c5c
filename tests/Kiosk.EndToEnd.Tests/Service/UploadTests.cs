using System.Runtime.Versioning;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Postgres;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>A tap from the card to the collector's list and back as a receipt: terminal and collector as two programs, over mutual TLS.</summary>
[SupportedOSPlatform("linux")]
public sealed class UploadTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public Task A_tap_is_counted_at_a_collector_that_tries_things_out_and_its_receipt_verifies_offline() => AssertTapArrivesAsync(database: null);

    [Fact]
    public async Task So_it_is_at_a_collector_on_PostgreSQL()
    {
        using var server = new PostgresServer();

        await AssertTapArrivesAsync(server.CreateDatabase());
    }

    private async Task AssertTapArrivesAsync(string? database)
    {
        // The CA for terminals is made up on the first invitation of a collector that tries things out.
        using (var first = await CollectorProcess.StartAsync(folder["collector"]))
        {
            await first.InviteAsync("HN-09");
        }

        using var collector = await CollectorProcess.StartAsync(folder["collector"], database);
        await using var door = await HallDoor.OpenAsync(Installation.TerminalId, "1", collector);
        await door.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        // A stop signs the tap; the next start sends what was signed.
        await door.StopAsync();
        await door.StartAsync();
        await Eventually.IsAsync(async () => await door.ReceiptedAsync(collector) >= 3, "the receipt covers the start, the tap and the stop");

        var list = Assert.Single((await collector.RunAsync("attendance", DemoMeeting.Id, "--json")).AssertExit(0).Json.GetProperty("sessions").EnumerateArray());
        Assert.Equal((1, "1"), (list.GetProperty("present").GetInt32(), list.GetProperty("people")[0].GetProperty("first").GetProperty("door").GetString()));

        var stranger = Journal.Upload.CosignerKey.Of(TestCollectorKey.Of("another").Key).ToString();
        Assert.False((await VerifyAsync(door, stranger)).AssertExit(1).Json.GetProperty("valid").GetBoolean());
    }

    private static Task<Ended> VerifyAsync(HallDoor door, string collector) =>
        KioskProcess.RunAsync("receipt", "verify", door.Receipt, "--collector", collector, "--config", door.SettingsFile, "--json");
}
