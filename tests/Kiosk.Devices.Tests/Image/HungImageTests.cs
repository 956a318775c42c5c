namespace Kiosk.Devices.Tests.Image;

/// <summary>A machine that stands still.</summary>
[Collection(nameof(ImageTests))]
public sealed class HungImageTests
{
    [ImageFact]
    public async Task A_hung_machine_is_reset_by_its_watchdog_and_becomes_a_terminal_again()
    {
        using var timeout = new CancellationTokenSource(ImageLimits.Test);
        using var world = await ImageWorld.CreateAsync([], timeout.Token);
        var disk = world.NewDisk("hung.img");
        await using var terminal = new ImageTerminal(world, await ImageGuest.BootAsync(disk, world.Exchange, timeout.Token), timeout.Token);
        await terminal.AwaitServiceAsync();
        var before = await terminal.ShellAsync("cat /proc/sys/kernel/random/boot_id");

        // A kernel that stops for good: nothing in the machine can start it again.
        await terminal.ShellAsync("echo 0 >/proc/sys/kernel/panic; (sleep 2; echo c >/proc/sysrq-trigger) >/dev/null 2>&1 &");
        await terminal.Guest.AwaitBootAsync(timeout.Token);
        await terminal.AwaitServiceAsync();

        Assert.NotEqual(before, await terminal.ShellAsync("cat /proc/sys/kernel/random/boot_id"));
        Assert.Contains("rauc.slot=A", await terminal.ShellAsync("cat /proc/cmdline"), StringComparison.Ordinal);
    }
}
