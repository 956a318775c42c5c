namespace Kiosk.Devices.Tests.Image;

/// <summary>Updates by RAUC: into the other slot, signed, and back again if the service does not become ready.</summary>
[Collection(nameof(ImageUpdateTests))]
public sealed class UpdateTests
{
    /// <summary>Of the boot loader, before it leaves a slot that is never found good (<c>grub.cfg</c>).</summary>
    private const int SlotAttempts = 3;

    private const string Install = "mkdir -p /run/exchange; mountpoint -q /run/exchange || mount -o ro /dev/vdb /run/exchange; rauc install /run/exchange/";

    [ImageFact]
    public async Task A_good_update_is_installed_and_started()
    {
        using var timeout = new CancellationTokenSource(ImageLimits.Test);
        using var world = await ImageWorld.CreateAsync([ImageFiles.Good], timeout.Token);
        await using var terminal = await BootAsync(world, timeout.Token);
        Assert.Equal("A", await SlotAsync(terminal));

        await terminal.ShellAsync($"{Install}good.raucb");
        await terminal.ShellAsync("(sleep 1; systemctl reboot) >/dev/null 2>&1 &");
        await terminal.Guest.AwaitBootAsync(timeout.Token);
        await terminal.AwaitServiceAsync();

        Assert.Equal("B", await SlotAsync(terminal));
    }

    [ImageFact]
    public async Task An_update_whose_service_cannot_start_is_left_again_by_itself()
    {
        using var timeout = new CancellationTokenSource(ImageLimits.Test);
        using var world = await ImageWorld.CreateAsync([], timeout.Token);
        var disk = world.NewDisk("broken.img");
        await Slots.InstallSecondAsync(disk, ImageFiles.Broken, timeout.Token);

        await using var terminal = new ImageTerminal(world, await ImageGuest.BootAsync(disk, world.Exchange, timeout.Token), timeout.Token);
        for (var attempt = 0; attempt < SlotAttempts; attempt++)
        {
            Assert.Equal("B", await SlotAsync(terminal));
            // The service is tried until the limit of its unit, which reboots.
            await terminal.Guest.AwaitBootAsync(timeout.Token);
        }

        await terminal.AwaitServiceAsync();
        Assert.Equal("A", await SlotAsync(terminal));
    }

    [ImageFact]
    public async Task A_tampered_update_and_one_of_somebody_else_are_refused_and_the_terminal_goes_on()
    {
        using var timeout = new CancellationTokenSource(ImageLimits.Test);
        using var world = await ImageWorld.CreateAsync([ImageFiles.Tampered, ImageFiles.Foreign], timeout.Token);
        await using var terminal = await BootAsync(world, timeout.Token);

        var foreign = await terminal.TryAsync($"{Install}foreign.raucb");
        var tampered = await terminal.TryAsync($"{Install}tampered.raucb");

        Assert.NotEqual(0, foreign.Code);
        Assert.Contains("signature verification failed", foreign.Output, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(0, tampered.Code);
        Assert.Contains("rauc.slot=A", await terminal.ShellAsync("cat /proc/cmdline"), StringComparison.Ordinal);
        Assert.Contains("slot.0", await terminal.ShellAsync("rauc status --output-format=shell | grep RAUC_BOOT_PRIMARY"), StringComparison.Ordinal);
        Assert.Equal("active", await terminal.ShellAsync("systemctl is-active kiosk"));
    }

    private static async Task<ImageTerminal> BootAsync(ImageWorld world, CancellationToken timeout)
    {
        var disk = world.NewDisk("updated.img");
        var terminal = new ImageTerminal(world, await ImageGuest.BootAsync(disk, world.Exchange, timeout), timeout);
        await terminal.AwaitServiceAsync();
        return terminal;
    }

    private static Task<string> SlotAsync(ImageTerminal terminal) => terminal.ShellAsync("sed 's/.*rauc.slot=\\([AB]\\).*/\\1/' /proc/cmdline");
}
