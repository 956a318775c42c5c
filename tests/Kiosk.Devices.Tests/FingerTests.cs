using System.Text.Json;
using Kiosk.Devices.Tests.Guest;

namespace Kiosk.Devices.Tests;

/// <summary>A multi-touch panel as <c>kiosk devices touch</c> reads it.</summary>
public sealed class FingerTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    private const string Settings = """{"Kiosk":{"TerminalId":"QM-01","Touch":{"Device":"/run/fingers","Calibration":"0.5 0 0.25 0 1 0"}}}""";

    [GuestFact]
    public async Task Of_two_fingers_on_a_turned_and_calibrated_panel_the_first_counts_and_a_panel_pulled_out_is_told_of()
    {
        await Terminal.StopAsync();
        var panel = new FingerPanel(Terminal);
        await panel.PlugInAsync();
        await Terminal.ShellAsync($"echo '{Settings}' >/run/fingers.json; rm -f /run/touches /run/touches.ready /run/touches.code");
        await Terminal.ShellAsync($"(setsid {TerminalInGuest.Program} devices touch --json --size 480 800 --rotation 90 --config /run/fingers.json >/run/touches 2>/run/touches.ready; echo $? >/run/touches.code) &");
        await Eventually.IsAsync(async () => (await Terminal.ShellAsync("cat /run/touches.ready")).Contains("touch the panel", StringComparison.Ordinal), "the panel is opened", Terminal.Timeout);

        await panel.SendAsync("down 0 1000 600");
        await panel.SendAsync("move 0 1000 600; down 1 3900 2300");
        await panel.SendAsync("move 0 3000 600; move 1 100 100");
        await panel.SendAsync("up 0");
        await panel.SendAsync("move 1 2000 1200");
        await panel.SendAsync("up 1");

        // The same finger at the same place: the kernel does not repeat where that is.
        await panel.SendAsync("down 1 2000 1200");
        await panel.SendAsync("up 1");
        await Eventually.IsAsync(async () => (await TouchesAsync()).Count >= 5, async () => $"five events are printed; there are\n{await Terminal.ShellAsync("cat /run/touches")}", Terminal.Timeout);
        await panel.PullOutAsync();
        await Eventually.IsAsync(async () => (await Terminal.Guest.Shell.TryAsync("cat /run/touches.code", Terminal.Timeout)).Output.Length > 0, "the verb has ended", Terminal.Timeout);

        // Half of the foil's width spans the panel's; the picture's left is at the panel's top, its top at the panel's right.
        Assert.Equal(["Pressed 120 499", "Moved 120 299", "Released 120 299", "Pressed 240 399", "Released 240 399"], await TouchesAsync());
        Assert.Equal("3", await Terminal.ShellAsync("cat /run/touches.code"));
        Assert.Contains("/run/fingers", await Terminal.ShellAsync("cat /run/touches.ready"), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> TouchesAsync() =>
    [
        .. (await Terminal.ShellAsync("cat /run/touches")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            // The verb's failure, when the panel is gone, is an object of its own.
            .Where(line => !line.TryGetProperty("error", out _))
            .Select(touch => $"{touch.GetProperty("phase").GetString()} {touch.GetProperty("x").GetInt32()} {touch.GetProperty("y").GetInt32()}"),
    ];
}
