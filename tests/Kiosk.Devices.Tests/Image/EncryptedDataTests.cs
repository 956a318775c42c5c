using System.Text;

namespace Kiosk.Devices.Tests.Image;

/// <summary>The data partition on a board with a TPM: who has the card alone cannot read it.</summary>
[Collection(nameof(ImageTests))]
public sealed class EncryptedDataTests
{
    private const string Kept = "/data/kiosk/kept";

    [ImageFact]
    public async Task With_a_TPM_the_first_start_encrypts_the_data_which_that_board_alone_opens()
    {
        using var timeout = new CancellationTokenSource(ImageLimits.Test);
        using var world = await ImageWorld.CreateAsync([], timeout.Token);
        using var tpm = new GuestTpm();
        var disk = world.NewDisk("encrypted.img");

        await using (var terminal = new ImageTerminal(world, await ImageGuest.BootAsync(disk, world.Exchange, timeout.Token, extra: await tpm.SwitchOnAsync(timeout.Token)), timeout.Token))
        {
            await terminal.AwaitServiceAsync();
            Assert.Equal("/dev/mapper/kiosk-data[/kiosk]", await terminal.ShellAsync("findmnt -no SOURCE -T /var/lib/kiosk/journal"));
            Assert.Equal("kiosk 700", await terminal.ShellAsync("stat -c '%U %a' /data/kiosk"));
            Assert.Equal("tpm2", await terminal.ShellAsync("systemd-cryptenroll /dev/kiosk/card | tail -n +2 | awk '{print $2}'"));
            await terminal.ShellAsync($"echo here >{Kept} && sync");
        }

        Assert.Equal("LUKS", StartOf(disk));
        await using (var again = new ImageTerminal(world, await ImageGuest.BootAsync(disk, world.Exchange, timeout.Token, extra: await tpm.SwitchOnAsync(timeout.Token)), timeout.Token))
        {
            await again.AwaitServiceAsync();
            Assert.Equal("here", await again.ShellAsync($"cat {Kept}"));
        }

        await using var elsewhere = new ImageTerminal(world, await ImageGuest.BootAsync(disk, world.Exchange, timeout.Token), timeout.Token);
        await elsewhere.UntilAsync("[ $(systemctl show -P ActiveState kiosk-data) = failed ]", "systemctl status --no-pager kiosk-data data.mount");
        Assert.NotEqual(0, (await elsewhere.TryAsync($"cat {Kept}")).Code);
    }

    private static string StartOf(string disk)
    {
        using var file = File.OpenRead(disk);
        file.Position = Partitions.StartOf(disk, Partitions.Data);
        var start = new byte[4];
        file.ReadExactly(start);
        return Encoding.ASCII.GetString(start);
    }
}
