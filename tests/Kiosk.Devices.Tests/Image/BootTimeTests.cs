using System.Globalization;

namespace Kiosk.Devices.Tests.Image;

/// <summary>How long people wait for a terminal that was switched on.</summary>
[Collection(nameof(ImageTests))]
public sealed class BootTimeTests
{
    [ImageFact]
    public async Task The_service_is_ready_within_three_times_of_what_the_system_takes_without_it()
    {
        using var timeout = new CancellationTokenSource(ImageLimits.Test);
        using var world = await ImageWorld.CreateAsync([], timeout.Token);

        var bare = await SecondsToAsync("multi-user.target", world, "bare.img", isBare: true, timeout.Token);
        var whole = await SecondsToAsync("kiosk.service", world, "whole.img", isBare: false, timeout.Token);

        Assert.True(whole <= 3 * bare, $"The service was ready after {whole:0.0} s, and the system without it after {bare:0.0} s.");
    }

    private static async Task<double> SecondsToAsync(string unit, ImageWorld world, string disk, bool isBare, CancellationToken timeout)
    {
        await using var terminal = new ImageTerminal(world, await ImageGuest.BootAsync(world.NewDisk(disk), world.Exchange, timeout, isBare: isBare), timeout);
        await terminal.UntilAsync($"systemctl -q is-active {unit}", "systemctl list-jobs --no-pager; systemctl --failed --no-pager");
        return double.Parse(await terminal.ShellAsync($"systemctl show -P ActiveEnterTimestampMonotonic {unit}"), CultureInfo.InvariantCulture) / 1e6;
    }
}
