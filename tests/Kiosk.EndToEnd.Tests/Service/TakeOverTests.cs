using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Journal;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>One of two doors breaks down, and the other takes its place: by the collector, or by the broken terminal's journal on a stick.</summary>
public sealed class TakeOverTests() : TwoDoorTest("both")
{
    [Fact]
    public async Task With_the_collector_who_is_inside_is_known_and_the_next_records_are_the_other_doors()
    {
        await Two.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await One.UntilAsync("present", 1);
        await Two.StopAsync();

        (await KioskProcess.RunAsync("take-over", "2", "--direction", "both", "--config", One.SettingsFile)).AssertExit(0);

        await One.TapAsync(DemoCard.GoodRsa, "Chào mừng đồng chí");
        Assert.Equal("2", JournalReader.Open(One.Journal).Read().Last(entry => entry.Record.Mode is JournalMode.Meeting).Record.Door);
        Assert.Equal(2, (await One.PresenceAsync()).GetProperty("inside").GetInt32());
    }

    [Fact]
    public async Task With_a_stick_and_no_collector_too()
    {
        Directory.CreateDirectory(Folder["stick"]);
        Collector.Kill();
        await Two.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await Two.StopAsync();
        (await KioskProcess.RunAsync("sync", "export", Folder["stick"], "--config", Two.SettingsFile)).AssertExit(0);
        await File.WriteAllTextAsync(Folder["terminals.txt"], await File.ReadAllTextAsync(Two.PublicKeyFile));
        Assert.Equal(0, (await One.PresenceAsync()).GetProperty("present").GetInt32());

        (await KioskProcess.RunAsync(
            "take-over", "2", "--from", Path.Combine(Folder["stick"], $"journal-{Installation.OtherTerminalId}"), "--terminals", Folder["terminals.txt"], "--config", One.SettingsFile)).AssertExit(0);

        Assert.Equal(1, (await One.PresenceAsync()).GetProperty("inside").GetInt32());
        await One.TapAsync(DemoCard.GoodP256, "Đồng chí đã được ghi nhận có mặt");
    }

    [Fact]
    public async Task A_journal_that_no_known_terminal_signed_is_not_taken()
    {
        Directory.CreateDirectory(Folder["stick"]);
        await Two.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await Two.StopAsync();
        (await KioskProcess.RunAsync("sync", "export", Folder["stick"], "--config", Two.SettingsFile)).AssertExit(0);
        await File.WriteAllTextAsync(Folder["terminals.txt"], await File.ReadAllTextAsync(One.PublicKeyFile));

        (await KioskProcess.RunAsync(
            "take-over", "2", "--from", Path.Combine(Folder["stick"], $"journal-{Installation.OtherTerminalId}"), "--terminals", Folder["terminals.txt"], "--config", One.SettingsFile)).AssertExit(2);
    }

    [Fact]
    public async Task A_rehearsal_says_what_the_terminal_has_for_the_meeting()
    {
        var rehearsal = (await KioskProcess.RunAsync("rehearse", DemoMeeting.Id, "--json", "--config", One.SettingsFile, "--output", Folder["sheet.pdf"])).AssertExit(0).Json;

        Assert.True(rehearsal.GetProperty("ready").GetBoolean());
        Assert.Equal(["meeting", "roster", "cards", "data", "lists", "door", "clock", "enrolment", "disk"], rehearsal.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("name").GetString()));
        Assert.Equal("%PDF"u8.ToArray(), (await File.ReadAllBytesAsync(Folder["sheet.pdf"]))[..4]);
        (await KioskProcess.RunAsync("rehearse", "hop-khong-co", "--config", One.SettingsFile)).AssertExit(1);
    }
}
