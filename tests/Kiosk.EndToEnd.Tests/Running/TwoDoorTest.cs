using System.Text.Json;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>Two doors of one meeting and the hall's collector, as three programs over mutual TLS.</summary>
/// <param name="direction">Which way people pass the second door.</param>
public abstract class TwoDoorTest(string direction = "in") : IAsyncLifetime
{
    private readonly TestFolder folder = new();

    private protected TestFolder Folder => folder;

    private protected CollectorProcess Collector { get; private set; } = null!;

    /// <summary>Door 1, by which people come in.</summary>
    private protected HallDoor One { get; private set; } = null!;

    /// <summary>Door 2.</summary>
    private protected HallDoor Two { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Collector = await CollectorProcess.StartAsync(folder["collector"]);
        One = await HallDoor.OpenAsync(Installation.TerminalId, "1", Collector);
        Two = await HallDoor.OpenAsync(Installation.OtherTerminalId, "2", Collector, direction);
    }

    public async Task DisposeAsync()
    {
        await One.DisposeAsync();
        await Two.DisposeAsync();
        Collector.Dispose();
        folder.Dispose();
    }

    /// <summary>Waits for a figure of <see cref="AttendanceAsync"/>.</summary>
    private protected Task CollectedAsync(string figure, int value) =>
        Eventually.IsAsync(async () => (await AttendanceAsync()).GetProperty(figure).GetInt32() == value, $"the collector's {figure} is {value}");

    /// <summary>The collector's count of the meeting's only session.</summary>
    private protected async Task<JsonElement> AttendanceAsync() =>
        Assert.Single((await Collector.RunAsync("attendance", DemoMeeting.Id, "--json")).AssertExit(0).Json.GetProperty("sessions").EnumerateArray());
}
