using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Journal;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>Going out and coming back: an entrance, a way out and the hall's collector, as three programs.</summary>
public sealed class PassageTests() : TwoDoorTest("out")
{
    private HallDoor Entrance => One;

    private HallDoor WayOut => Two;

    [Fact]
    public async Task Whoever_goes_out_is_told_so_kindly_is_no_longer_inside_anywhere_and_is_welcome_again()
    {
        await Entrance.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await Entrance.TapAsync(DemoCard.GoodRsa, "Chào mừng đồng chí");
        await WayOut.UntilAsync("inside", 2);

        await WayOut.TapAsync(DemoCard.GoodP256, "Đã ghi nhận đồng chí tạm ra ngoài lúc");

        await Entrance.UntilAsync("inside", 1);
        await Entrance.UntilAsync("present", 2);
        await Entrance.Screen.UntilAsync("Đã đến 2 người, đang ở trong phòng họp 1 người.");
        await CollectedAsync("inside", 1);
        await CollectedAsync("present", 2);

        await Entrance.TapAsync(DemoCard.GoodP256, "Đã ghi nhận đồng chí trở lại lúc");
        await WayOut.UntilAsync("inside", 2);
        await CollectedAsync("inside", 2);
        Assert.Equal(0, (await Entrance.PresenceAsync()).GetProperty("conflicts").GetInt32());
    }

    [Fact]
    public async Task A_door_alone_keeps_what_it_recorded_over_a_restart_and_its_journal_says_what_each_record_is()
    {
        await WayOut.TapAsync(DemoCard.GoodP256, "Đã ghi nhận đồng chí tạm ra ngoài lúc");
        Collector.Kill();
        await WayOut.StopAsync();
        await WayOut.StartAsync();

        // It never heard of an arrival.
        Assert.Equal(0, (await WayOut.PresenceAsync()).GetProperty("present").GetInt32());
        Assert.Equal(JournalOutcome.Left, Assert.Single(JournalReader.Open(WayOut.Journal).Read(), entry => entry.Record.Mode is JournalMode.Meeting).Record.Outcome);
    }

    [Fact]
    public async Task An_operator_undoes_the_last_record_at_one_door_and_every_door_and_the_collector_know_it()
    {
        await Entrance.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await WayOut.UntilAsync("present", 1);

        await Entrance.TapAsync(DemoCard.Staff, "Mời đồng chí chọn việc cần làm.", stays: true);
        (await KioskProcess.RunAsync("meeting", "undo", "--reason", "mistaken", "--config", Entrance.SettingsFile)).AssertExit(0);

        await Entrance.UntilAsync("present", 0);
        await WayOut.UntilAsync("present", 0);
        await CollectedAsync("present", 0);
        await Entrance.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        (await KioskProcess.RunAsync("meeting", "end", "--config", Entrance.SettingsFile)).AssertExit(0);
        Assert.Equal("verify", (await KioskProcess.RunAsync("status", "--json", "--config", Entrance.SettingsFile)).Json.GetProperty("mode").GetString());
    }
}
