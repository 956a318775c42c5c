using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>Terminal and collector as two programs, over mutual TLS.</summary>
public sealed class UploadTests : IDisposable
{
    private readonly Installation installation = new();

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task What_the_terminal_recorded_is_at_the_collector_and_the_receipt_shows_it_offline()
    {
        using var collector = await CollectorProcess.StartAsync(installation["collector"]);
        Configure(collector);
        (await KioskProcess.RunAsync("enrol", "--token", await collector.InviteAsync(Installation.TerminalId), "--config", installation.SettingsFile)).AssertExit(0);
        await RunUntilReceiptAsync();

        var receipt = Path.Combine(installation.Folders.Upload, "newest.receipt");
        var valid = (await KioskProcess.RunAsync("receipt", "verify", receipt, "--collector", collector.Key, "--config", installation.SettingsFile, "--json")).AssertExit(0).Json;
        Assert.Equal((true, Installation.TerminalId), (valid.GetProperty("valid").GetBoolean(), valid.GetProperty("terminalId").GetString()));
        Assert.InRange(valid.GetProperty("records").GetInt32(), 1, 10);

        var stranger = Journal.Upload.CosignerKey.Of(TestCollectorKey.Of("another").Key).ToString();
        Assert.False((await KioskProcess.RunAsync("receipt", "verify", receipt, "--collector", stranger, "--config", installation.SettingsFile, "--json")).AssertExit(1).Json.GetProperty("valid").GetBoolean());
    }

    private void Configure(CollectorProcess collector) => installation.Write(new
    {
        Installation.TerminalId,
        DataFolder = installation.Data,
        Reader = new { Kind = "virtual" },
        Http = new { installation.Port },
        Upload = new { Collector = collector.Address, collector.Key },
    });

    private async Task RunUntilReceiptAsync()
    {
        await using var service = await installation.RunAsync();
        await Eventually.IsAsync(() => Task.FromResult(File.Exists(Path.Combine(installation.Folders.Upload, "newest.receipt"))), "a receipt is kept");
    }
}
