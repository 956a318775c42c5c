using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>Two doors of one meeting and the hall's collector, as three programs over mutual TLS.</summary>
public sealed class HallTests : IAsyncLifetime, IDisposable
{
    private const string Welcome = "Chào mừng đồng chí";

    private readonly TestFolder folder = new();
    private CollectorProcess collector = null!;
    private HallDoor one = null!;
    private HallDoor two = null!;

    public async Task InitializeAsync()
    {
        collector = await CollectorProcess.StartAsync(folder["collector"]);
        one = await HallDoor.OpenAsync(Installation.TerminalId, "1", collector);
        two = await HallDoor.OpenAsync(Installation.OtherTerminalId, "2", collector);
    }

    public async Task DisposeAsync()
    {
        await one.DisposeAsync();
        await two.DisposeAsync();
        collector.Dispose();
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Whoever_is_in_by_one_door_is_already_in_at_the_other_and_both_count_the_whole_meeting()
    {
        await two.TapAsync(DemoCard.GoodP256, Welcome);
        await one.UntilAsync("present", 1);

        await one.TapAsync(DemoCard.GoodP256, "tại cửa số 2");
        await one.TapAsync(DemoCard.GoodRsa, Welcome);
        await two.UntilAsync("present", 2);

        await one.Screen.UntilAsync("Có mặt 2/299");
        await two.Screen.UntilAsync("Có mặt 2/299");
        Assert.Equal(0, (await one.PresenceAsync()).GetProperty("conflicts").GetInt32());
        await CollectedAsync("present", 2);
    }

    [Fact]
    public async Task Without_the_collector_each_door_goes_on_alone_and_says_so_and_what_both_admitted_is_to_be_reviewed_when_it_is_back()
    {
        await two.TapAsync(DemoCard.GoodRsa, Welcome);
        await one.UntilAsync("present", 1);
        var (before, at) = (one.Screen.Lines.Count, two.Screen.Lines.Count);
        collector.Kill();

        await one.Screen.UntilAsync("Mất liên lạc với các cửa khác", before);
        await two.Screen.UntilAsync("Mất liên lạc với các cửa khác", at);
        await one.TapAsync(DemoCard.GoodP256, Welcome);
        await two.TapAsync(DemoCard.GoodP256, Welcome);
        await collector.StartAgainAsync();

        await one.UntilAsync("conflicts", 1);
        await two.UntilAsync("conflicts", 1);
        await CollectedAsync("present", 2);
        var people = (await AttendanceAsync()).GetProperty("people").EnumerateArray().ToDictionary(person => person.GetProperty("again").GetArrayLength());
        Assert.Equal(["HN-01", "HN-02"], people[1].GetProperty("again").EnumerateArray().Append(people[1].GetProperty("first")).Select(door => door.GetProperty("terminal").GetString()).Order(StringComparer.Ordinal));
        Assert.Contains("To review", (await collector.RunAsync("attendance", DemoMeeting.Id)).AssertExit(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_door_started_again_without_the_collector_still_knows_who_came_in_elsewhere_and_says_how_old_that_is()
    {
        await two.TapAsync(DemoCard.GoodRsa, Welcome);
        await one.UntilAsync("present", 1);
        collector.Kill();

        await one.StopAsync();
        await one.StartAsync();
        await one.Screen.UntilAsync("Mất liên lạc với các cửa khác; số liệu của các cửa đó nhận được cách đây");
        Assert.Equal(1, (await one.PresenceAsync()).GetProperty("present").GetInt32());
        await one.TapAsync(DemoCard.GoodRsa, "tại cửa số 2");
        await collector.StartAgainAsync();

        await one.UntilAsync("present", 1);
        Assert.Equal(0, (await one.PresenceAsync()).GetProperty("conflicts").GetInt32());
    }

    private async Task<System.Text.Json.JsonElement> AttendanceAsync() =>
        Assert.Single((await collector.RunAsync("attendance", DemoMeeting.Id, "--json")).AssertExit(0).Json.GetProperty("sessions").EnumerateArray());

    private Task CollectedAsync(string figure, int value) =>
        Eventually.IsAsync(async () => (await AttendanceAsync()).GetProperty(figure).GetInt32() == value, $"the collector's {figure} is {value}");
}
