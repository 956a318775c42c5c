using System.Globalization;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests.Image;

/// <summary>What an update costs those who tap meanwhile.</summary>
[Collection(nameof(ImageTests))]
public sealed class UpdateLoadTests
{
    private const string Metrics = "exec 5<>/dev/tcp/127.0.0.1/9464; printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&5; grep -E '^kiosk_tap_(card|terminal)_seconds_(sum|count)' <&5";
    private const string Ended = "/run/update-ended";

    [ImageMeasure]
    public async Task An_update_slows_no_tap_by_more_than_a_fifth()
    {
        using var timeout = new CancellationTokenSource(ImageLimits.Test);
        using var world = await ImageWorld.CreateAsync([ImageFiles.Good], timeout.Token);
        await using var terminal = await ImageTerminal.StartAsync(world, "load.img", timeout.Token);
        await TapAsync(terminal, 4);

        var begun = await ReadAsync(terminal);
        await TapAsync(terminal, 12);
        var quiet = await ReadAsync(terminal);
        await terminal.ShellAsync($"mountpoint -q /run/exchange || mount -o ro /dev/vdb /run/exchange; (rauc install /run/exchange/good.raucb; echo $? >{Ended}) >/dev/null 2>&1 &");
        await TapAsync(terminal, 12);
        Assert.NotEqual(0, (await terminal.TryAsync($"test -e {Ended}")).Code);
        var busy = await ReadAsync(terminal);

        var (before, during) = (Mean(begun, quiet), Mean(quiet, busy));
        Assert.True(during <= 1.2 * before, $"A tap took {before * 1000:0} ms before the update and {during * 1000:0} ms during it.");
    }

    private static async Task TapAsync(ImageTerminal terminal, int count)
    {
        for (var tap = 0; tap < count; tap++)
        {
            await terminal.TapAsync(DemoCard.All[tap % 4]);
        }
    }

    private static double Mean((double Seconds, double Count) from, (double Seconds, double Count) to) => (to.Seconds - from.Seconds) / (to.Count - from.Count);

    /// <returns>The time of all taps, and their number.</returns>
    private static async Task<(double Seconds, double Count)> ReadAsync(ImageTerminal terminal)
    {
        var values = (await terminal.ShellAsync(Metrics)).Split('\n').Select(line => line.Split(' ')).ToDictionary(pair => pair[0], pair => double.Parse(pair[1].Trim(), CultureInfo.InvariantCulture));
        return (values["kiosk_tap_card_seconds_sum"] + values["kiosk_tap_terminal_seconds_sum"], values["kiosk_tap_terminal_seconds_count"]);
    }
}
