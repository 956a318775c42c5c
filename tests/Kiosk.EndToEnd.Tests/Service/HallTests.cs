using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>Two doors of one meeting and the hall's collector, as three programs over mutual TLS.</summary>
public sealed class HallTests : TwoDoorTest
{
    private const string Welcome = "Chào mừng đồng chí";

    [Fact]
    public async Task Whoever_is_in_by_one_door_is_already_in_at_the_other_and_both_count_the_whole_meeting()
    {
        await Two.TapAsync(DemoCard.GoodP256, Welcome);
        await One.UntilAsync("present", 1);

        await One.TapAsync(DemoCard.GoodP256, "tại cửa số 2");
        await One.TapAsync(DemoCard.GoodRsa, Welcome);
        await Two.UntilAsync("present", 2);

        await One.Screen.UntilAsync("Có mặt 2/299");
        await Two.Screen.UntilAsync("Có mặt 2/299");
        Assert.Equal(0, (await One.PresenceAsync()).GetProperty("conflicts").GetInt32());
        await CollectedAsync("present", 2);
    }

    [Fact]
    public async Task Without_the_collector_each_door_goes_on_alone_and_says_so_and_what_both_admitted_is_to_be_reviewed_when_it_is_back()
    {
        await Two.TapAsync(DemoCard.GoodRsa, Welcome);
        await One.UntilAsync("present", 1);
        var (before, at) = (One.Screen.Lines.Count, Two.Screen.Lines.Count);
        Collector.Kill();

        await One.Screen.UntilAsync("Mất liên lạc với các cửa khác", before);
        await Two.Screen.UntilAsync("Mất liên lạc với các cửa khác", at);
        await One.TapAsync(DemoCard.GoodP256, Welcome);
        await Two.TapAsync(DemoCard.GoodP256, Welcome);
        await Collector.StartAgainAsync();

        await One.UntilAsync("conflicts", 1);
        await Two.UntilAsync("conflicts", 1);
        await CollectedAsync("present", 2);
        var people = (await AttendanceAsync()).GetProperty("people").EnumerateArray().ToDictionary(person => person.GetProperty("again").GetArrayLength());
        Assert.Equal(["HN-01", "HN-02"], people[1].GetProperty("again").EnumerateArray().Append(people[1].GetProperty("first")).Select(door => door.GetProperty("terminal").GetString()).Order(StringComparer.Ordinal));
        Assert.Contains("To review", (await Collector.RunAsync("attendance", DemoMeeting.Id)).AssertExit(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_door_started_again_without_the_collector_still_knows_who_came_in_elsewhere_and_says_how_old_that_is()
    {
        await Two.TapAsync(DemoCard.GoodRsa, Welcome);
        await One.UntilAsync("present", 1);
        Collector.Kill();

        await One.StopAsync();
        await One.StartAsync();
        await One.Screen.UntilAsync("Mất liên lạc với các cửa khác; số liệu của các cửa đó nhận được cách đây");
        Assert.Equal(1, (await One.PresenceAsync()).GetProperty("present").GetInt32());
        await One.TapAsync(DemoCard.GoodRsa, "tại cửa số 2");
        await Collector.StartAgainAsync();

        await One.UntilAsync("present", 1);
        Assert.Equal(0, (await One.PresenceAsync()).GetProperty("conflicts").GetInt32());
    }
}
