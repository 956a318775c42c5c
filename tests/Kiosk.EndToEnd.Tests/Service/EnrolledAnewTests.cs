using System.Text.Json;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Identity.Opening;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>A terminal breaks down at a meeting and a new one is enrolled under its id: real programs of desk, terminal and collector.</summary>
public sealed class EnrolledAnewTests
{
    [Fact]
    public async Task Both_journals_are_collected_as_the_terminals_without_an_alarm_and_both_receipts_stay_verifiable()
    {
        await using var terminal = await DeskTerminal.CreateAsync(KeyStoreSettings.InFile);
        using var collector = await CollectorProcess.StartAsync(terminal["collector"]);
        terminal.Configure(collector.Address, collector.Key);
        await terminal.EnrolByStickAsync();
        await terminal.PublishAndSyncAsync();
        await ReadListAsync(collector, terminal);
        await terminal.TapAsync(() => ReceiptAsync(terminal));
        Directory.Move(terminal.Folders.Data, terminal["broken"]);

        await terminal.RevokeAsync("the disk broke");
        await terminal.EnrolByStickAsync();
        await terminal.PublishAndSyncAsync();
        await ReadListAsync(collector, terminal);
        await using (var service = await terminal.RunAsync())
        {
            await Eventually.IsAsync(async () => (await PresentAsync(terminal)) == 1, "the new terminal knows from the collector who came in by the broken one");
            await terminal.TapAsync(service, "cửa số 2");
            await ReceiptAsync(terminal);
            service.Signal(KioskProcess.Terminate);
            (await service.EndAsync()).AssertExit(0);
        }

        Assert.Equal(0, (await collector.RunAsync("status", "--json")).AssertExit(0).Json.GetProperty("forks").GetArrayLength());
        var journals = (await collector.RunAsync("terminals", "--json")).AssertExit(0).Json.GetProperty("terminals").EnumerateArray().Where(one => one.GetProperty("terminal").GetString() == DeskTerminal.Id).ToList();
        Assert.Equal([false, true], journals.Select(one => one.GetProperty("isCurrent").GetBoolean()).Order());
        var session = Assert.Single((await collector.RunAsync("attendance", DemoMeeting.Id, "--json")).AssertExit(0).Json.GetProperty("sessions").EnumerateArray());
        Assert.Equal(1, session.GetProperty("present").GetInt32());
        await AssertReceiptAsync(terminal, collector, terminal["broken"]);
        await AssertReceiptAsync(terminal, collector, terminal.Folders.Data);
        var former = (await terminal.KioskAsync("log", "verify", "--journal", Path.Combine(terminal["broken"], "journal"), "--terminals", terminal.Feed, "--root", terminal.FeedRoot, "--json")).AssertExit(1).Json;
        Assert.Equal((true, "the disk broke"), (former.GetProperty("whole").GetBoolean(), former.GetProperty("revokedFor").GetString()));
        var stick = (await collector.RunAsync("import", Path.Combine(terminal["broken"], "journal"), "--json")).AssertExit(0).Json.GetProperty("journals")[0];
        Assert.NotEqual(JsonValueKind.Null, stick.GetProperty("revokedAt").ValueKind);
    }

    private static Task ReceiptAsync(DeskTerminal terminal) =>
        Eventually.IsAsync(() => Task.FromResult(File.Exists(Path.Combine(terminal.Folders.Upload, "newest.receipt"))), "the collector has given a receipt");

    private static async Task ReadListAsync(CollectorProcess collector, DeskTerminal terminal) =>
        (await collector.RunAsync("import", "--feed", terminal.Feed, "--feed-root", terminal.FeedRoot)).AssertExit(0);

    private static async Task<int> PresentAsync(DeskTerminal terminal) =>
        (await terminal.KioskAsync("status", "--json")).Json.GetProperty("presence").GetProperty("present").GetInt32();

    private static async Task AssertReceiptAsync(DeskTerminal terminal, CollectorProcess collector, string data) =>
        Assert.True((await terminal.KioskAsync("receipt", "verify", Path.Combine(data, "upload", "newest.receipt"), "--journal", Path.Combine(data, "journal"), "--collector", collector.Key, "--terminals", terminal.Feed, "--root", terminal.FeedRoot, "--json")).AssertExit(0).Json.GetProperty("valid").GetBoolean());
}
