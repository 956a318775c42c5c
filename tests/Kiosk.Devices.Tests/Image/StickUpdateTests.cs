using System.Text.Json;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests.Image;

/// <summary>An update that comes with the feed on a courier's stick: nobody at the terminal does anything but plug it in.</summary>
[Collection(nameof(ImageUpdateTests))]
public sealed class StickUpdateTests
{
    private const string Bundle = "kiosk-9.0.0-amd64.raucb";

    [ImageFact]
    public async Task A_terminal_installs_the_update_that_a_stick_brings_takes_cards_meanwhile_and_restarts_into_it()
    {
        using var timeout = new CancellationTokenSource(ImageLimits.Test);
        using var world = await ImageWorld.CreateAsync([], timeout.Token);
        await using var terminal = await ImageTerminal.StartAsync(world, "stick.img", timeout.Token);
        world.Demo.Feed.National[TargetPaths.Releases] = JsonSerializer.SerializeToUtf8Bytes<IReadOnlyList<Release>>([new("9.0.0", "amd64", new('9', 64), Bundle)], RecordJson.Releases);
        world.Demo.Feed.National[TargetPaths.Updates + Bundle] = await File.ReadAllBytesAsync(ImageFiles.Good, timeout.Token);
        await world.Demo.RevokeAsync(DemoCard.GoodRsa, timeout.Token);

        await terminal.Guest.PlugStickInAsync(await world.NewStickAsync(timeout.Token), timeout.Token);
        await terminal.UntilAsync(
            "[ $(systemctl is-active kiosk-update.service) = activating ]",
            "journalctl -b --no-pager -u 'kiosk-stick@*' -u kiosk-update -u rauc -u kiosk | tail -n 40; ls -la /run/kiosk /data/kiosk/sync/targets");
        await terminal.TapAsync(DemoCard.GoodP256, "admitted");
        await terminal.Guest.AwaitBootAsync(timeout.Token);
        await terminal.AwaitServiceAsync();

        Assert.Contains("rauc.slot=B", await terminal.ShellAsync("cat /proc/cmdline"), StringComparison.Ordinal);
    }
}
