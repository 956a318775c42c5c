using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Journal;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>One of two doors breaks down, and the other takes its place: by the collector, or by the broken terminal's journal on a stick.</summary>
public sealed class TakeOverTests : IAsyncLifetime, IDisposable
{
    private readonly TestFolder folder = new();
    private CollectorProcess collector = null!;
    private HallDoor one = null!;
    private HallDoor two = null!;

    public async Task InitializeAsync()
    {
        collector = await CollectorProcess.StartAsync(folder["collector"]);
        one = await HallDoor.OpenAsync(Installation.TerminalId, "1", collector);
        two = await HallDoor.OpenAsync(Installation.OtherTerminalId, "2", collector, "both");
    }

    public async Task DisposeAsync()
    {
        await one.DisposeAsync();
        await two.DisposeAsync();
        collector.Dispose();
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task With_the_collector_who_is_inside_is_known_and_the_next_records_are_the_other_doors()
    {
        await two.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await one.UntilAsync("present", 1);
        await two.StopAsync();

        (await KioskProcess.RunAsync("take-over", "2", "--direction", "both", "--config", one.SettingsFile)).AssertExit(0);

        await one.TapAsync(DemoCard.GoodRsa, "Chào mừng đồng chí");
        Assert.Equal("2", JournalReader.Open(one.Journal).Read().Last(entry => entry.Record.Mode is JournalMode.Meeting).Record.Door);
        Assert.Equal(2, (await one.PresenceAsync()).GetProperty("inside").GetInt32());
    }

    [Fact]
    public async Task With_a_stick_and_no_collector_too()
    {
        Directory.CreateDirectory(folder["stick"]);
        collector.Kill();
        await two.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await two.StopAsync();
        (await KioskProcess.RunAsync("sync", "export", folder["stick"], "--config", two.SettingsFile)).AssertExit(0);
        await File.WriteAllTextAsync(folder["terminals.txt"], await File.ReadAllTextAsync(two.PublicKeyFile));
        Assert.Equal(0, (await one.PresenceAsync()).GetProperty("present").GetInt32());

        (await KioskProcess.RunAsync(
            "take-over", "2", "--from", Path.Combine(folder["stick"], $"journal-{Installation.OtherTerminalId}"), "--terminals", folder["terminals.txt"], "--config", one.SettingsFile)).AssertExit(0);

        Assert.Equal(1, (await one.PresenceAsync()).GetProperty("inside").GetInt32());
        await one.TapAsync(DemoCard.GoodP256, "Đồng chí đã được ghi nhận có mặt");
    }

    [Fact]
    public async Task A_journal_that_no_known_terminal_signed_is_not_taken()
    {
        Directory.CreateDirectory(folder["stick"]);
        await two.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await two.StopAsync();
        (await KioskProcess.RunAsync("sync", "export", folder["stick"], "--config", two.SettingsFile)).AssertExit(0);
        await File.WriteAllTextAsync(folder["terminals.txt"], await File.ReadAllTextAsync(one.PublicKeyFile));

        (await KioskProcess.RunAsync(
            "take-over", "2", "--from", Path.Combine(folder["stick"], $"journal-{Installation.OtherTerminalId}"), "--terminals", folder["terminals.txt"], "--config", one.SettingsFile)).AssertExit(2);
    }

    [Fact]
    public async Task A_rehearsal_says_what_the_terminal_has_for_the_meeting()
    {
        var rehearsal = (await KioskProcess.RunAsync("rehearse", DemoMeeting.Id, "--json", "--config", one.SettingsFile, "--output", folder["sheet.pdf"])).AssertExit(0).Json;

        Assert.True(rehearsal.GetProperty("ready").GetBoolean());
        Assert.Equal(["meeting", "roster", "cards", "data", "lists", "door", "clock", "enrolment", "disk"], rehearsal.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("name").GetString()));
        Assert.Equal("%PDF"u8.ToArray(), (await File.ReadAllBytesAsync(folder["sheet.pdf"]))[..4]);
        (await KioskProcess.RunAsync("rehearse", "hop-khong-co", "--config", one.SettingsFile)).AssertExit(1);
    }
}
