using System.Text.Json;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Journal;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>Going out and coming back: an entrance, a way out and the hall's collector, as three programs.</summary>
public sealed class PassageTests : IAsyncLifetime, IDisposable
{
    private readonly TestFolder folder = new();
    private CollectorProcess collector = null!;
    private HallDoor entrance = null!;
    private HallDoor wayOut = null!;

    public async Task InitializeAsync()
    {
        collector = await CollectorProcess.StartAsync(folder["collector"]);
        entrance = await HallDoor.OpenAsync(Installation.TerminalId, "1", collector);
        wayOut = await HallDoor.OpenAsync(Installation.OtherTerminalId, "2", collector, "out");
    }

    public async Task DisposeAsync()
    {
        await entrance.DisposeAsync();
        await wayOut.DisposeAsync();
        collector.Dispose();
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Whoever_goes_out_is_told_so_kindly_is_no_longer_inside_anywhere_and_is_welcome_again()
    {
        await entrance.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await entrance.TapAsync(DemoCard.GoodRsa, "Chào mừng đồng chí");
        await wayOut.UntilAsync("inside", 2);

        await wayOut.TapAsync(DemoCard.GoodP256, "Đã ghi nhận đồng chí tạm ra ngoài lúc");

        await entrance.UntilAsync("inside", 1);
        await entrance.UntilAsync("present", 2);
        await entrance.Screen.UntilAsync("Đã đến 2 người, đang ở trong phòng họp 1 người.");
        await CollectedAsync("inside", 1);
        await CollectedAsync("present", 2);

        await entrance.TapAsync(DemoCard.GoodP256, "Đã ghi nhận đồng chí trở lại lúc");
        await wayOut.UntilAsync("inside", 2);
        await CollectedAsync("inside", 2);
        Assert.Equal(0, (await entrance.PresenceAsync()).GetProperty("conflicts").GetInt32());
    }

    [Fact]
    public async Task A_door_alone_keeps_what_it_recorded_over_a_restart_and_its_journal_says_what_each_record_is()
    {
        await wayOut.TapAsync(DemoCard.GoodP256, "Đã ghi nhận đồng chí tạm ra ngoài lúc");
        collector.Kill();
        await wayOut.StopAsync();
        await wayOut.StartAsync();

        // It never heard of an arrival.
        Assert.Equal(0, (await wayOut.PresenceAsync()).GetProperty("present").GetInt32());
        Assert.Equal(JournalOutcome.Left, Assert.Single(JournalReader.Open(wayOut.Journal).Read(), entry => entry.Record.Mode is JournalMode.Meeting).Record.Outcome);
    }

    [Fact]
    public async Task An_operator_undoes_the_last_record_at_one_door_and_every_door_and_the_collector_know_it()
    {
        await entrance.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await wayOut.UntilAsync("present", 1);

        await entrance.TapAsync(DemoCard.Staff, "Mời đồng chí chọn việc cần làm.", stays: true);
        (await KioskProcess.RunAsync("meeting", "undo", "--reason", "mistaken", "--config", entrance.SettingsFile)).AssertExit(0);

        await entrance.UntilAsync("present", 0);
        await wayOut.UntilAsync("present", 0);
        await CollectedAsync("present", 0);
        await entrance.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        (await KioskProcess.RunAsync("meeting", "end", "--config", entrance.SettingsFile)).AssertExit(0);
        Assert.Equal("verify", (await KioskProcess.RunAsync("status", "--json", "--config", entrance.SettingsFile)).Json.GetProperty("mode").GetString());
    }

    private async Task CollectedAsync(string figure, int value) => await Eventually.IsAsync(
        async () => Assert.Single((await AttendanceAsync()).EnumerateArray()).GetProperty(figure).GetInt32() == value, $"the collector's {figure} is {value}");

    private async Task<JsonElement> AttendanceAsync() => (await collector.RunAsync("attendance", DemoMeeting.Id, "--json")).AssertExit(0).Json.GetProperty("sessions");
}
