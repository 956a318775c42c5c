using System.Globalization;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.Load;

/// <summary>Fifteen hundred people through three doors in fifteen real minutes, as the real programs: each is in once, each door and the collector count them all, and the 99th percentile of the wait is on record.</summary>
public sealed class HallLoadTests(ITestOutputHelper output)
{
    private const int People = 1500;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    [FactInFull]
    public async Task Everybody_is_in_once_and_waits_less_than_two_seconds()
    {
        var minutes = double.Parse(Environment.GetEnvironmentVariable(FactInFullAttribute.Variable)!, CultureInfo.InvariantCulture);
        using var folder = new TestFolder();
        using var world = CrowdWorld.Create(folder["feed"], People);
        using var collector = await CollectorProcess.StartAsync(folder["collector"]);
        await using var one = await LoadedDoor.OpenAsync(world, "HN-01", "1", collector);
        await using var two = await LoadedDoor.OpenAsync(world, "HN-02", "2", collector);
        await using var three = await LoadedDoor.OpenAsync(world, "HN-03", "3", collector);
        LoadedDoor[] doors = [one, two, three];

        var pace = TimeSpan.FromMinutes(minutes) * doors.Length / People;
        await Task.WhenAll(doors.Select((door, index) => door.AdmitAsync(Enumerable.Range(0, People).Where(person => person % doors.Length == index), pace)));

        var waits = doors.SelectMany(door => door.Welcomes).Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{waits.Count} welcomes in {minutes} minutes: median {waits[waits.Count / 2].TotalMilliseconds:0} ms, p99 {waits[waits.Count * 99 / 100].TotalMilliseconds:0} ms, longest {waits[^1].TotalMilliseconds:0} ms"));
        foreach (var door in doors)
        {
            await Eventually.IsAsync(async () => (await door.PresenceAsync()).GetProperty("present").GetInt32() == People, $"a door counts all {People}");
            Assert.Equal(0, (await door.PresenceAsync()).GetProperty("conflicts").GetInt32());
            Assert.Equal(People / doors.Length, await door.AdmittedAsync());
        }

        await Eventually.IsAsync(async () => await PresentAsync(collector, world.Meeting) == People, $"the collector counts all {People}");
        Assert.True(waits[waits.Count * 99 / 100] < MaxWait, "One in a hundred waited longer.");
    }

    private static async Task<int> PresentAsync(CollectorProcess collector, string meeting) =>
        Assert.Single((await collector.RunAsync("attendance", meeting, "--json")).AssertExit(0).Json.GetProperty("sessions").EnumerateArray()).GetProperty("present").GetInt32();
}
