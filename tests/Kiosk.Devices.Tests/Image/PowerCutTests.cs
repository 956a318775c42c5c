using System.Globalization;

namespace Kiosk.Devices.Tests.Image;

/// <summary>
/// The power fails at any moment. The machine's writes are taken down while it works; afterwards a disk is put together for each of many moments: with everything
/// that was flushed, and of what was not a half by chance.
/// </summary>
[Collection(nameof(ImageUpdateTests))]
public sealed class PowerCutTests
{
    private const int OrdinaryCuts = 12, BootedCuts = 2, Seed = 16;
    private const string UpdateEnded = "/run/update-ended";

    private static readonly int Cuts = int.TryParse(Environment.GetEnvironmentVariable("KIOSK_IMAGE_CUTS"), CultureInfo.InvariantCulture, out var asked) ? asked : OrdinaryCuts;

    [ImageFact]
    public async Task No_cut_during_taps_sync_and_update_loses_an_acknowledged_record_and_the_terminal_is_ready_again()
    {
        using var timeout = new CancellationTokenSource(ImageLimits.Test + (Cuts * TimeSpan.FromSeconds(30)));
        using var world = await ImageWorld.CreateAsync([ImageFiles.Good], timeout.Token);
        using var disks = await PowerCutDisks.CreateAsync(Slots.SpoilSecond);
        PowerCutRecording recording;
        IReadOnlyDictionary<ulong, string> records;
        await using (var terminal = await ImageTerminal.StartOnAsync(world, disks.Recorded, disks.LogFile, timeout.Token))
        {
            recording = new(terminal, disks.LogFile);
            await WorkAsync(recording, world, timeout.Token);
            records = JournalLines.Numbered(string.Join('\n', await terminal.JournalAsync()));
        }

        await foreach (var cut in disks.CutsAsync(recording.Begun, Cuts, new Random(Seed)))
        {
            using var found = new CutDisk(cut.Disk);
            var slot = await found.NextSlotAsync();
            Assert.True(found.IsWhole(slot), $"{cut}: the boot loader takes slot {slot}, which is not whole.");
            Assert.Equal(("", cut), (await found.FindFaultAsync(records, recording.AcknowledgedAt(cut.LogBytes)), cut));
        }

        await foreach (var cut in disks.CutsAsync(recording.Begun, BootedCuts, new Random(Seed + 1)))
        {
            await BecomesReadyAsync(world, cut.Disk, timeout.Token);
        }
    }

    [ImageFact]
    public async Task Without_fsync_the_same_check_finds_lost_records()
    {
        using var timeout = new CancellationTokenSource(ImageLimits.Test);
        using var world = await ImageWorld.CreateAsync([], timeout.Token);
        using var disks = await PowerCutDisks.CreateAsync(_ => { });
        PowerCutRecording recording;
        IReadOnlyDictionary<ulong, string> records;
        await using (var terminal = await ImageTerminal.StartOnAsync(world, disks.Recorded, disks.LogFile, timeout.Token))
        {
            await terminal.ShellAsync("d=/run/systemd/system/kiosk.service.d; mkdir -p $d; printf '[Service]\\nSystemCallFilter=\\nSystemCallFilter=~fsync:0 fdatasync:0\\n' >$d/unsafe.conf; systemctl daemon-reload; systemctl restart kiosk");
            await terminal.AwaitReadyAsync();
            recording = new(terminal, disks.LogFile);
            await TapAsync(recording, 6);
            records = JournalLines.Numbered(string.Join('\n', await terminal.JournalAsync()));
        }

        var faults = new List<string>();
        await foreach (var cut in disks.CutsAsync(recording.Begun, OrdinaryCuts, new Random(Seed)))
        {
            using var found = new CutDisk(cut.Disk);
            faults.Add(await found.FindFaultAsync(records, recording.AcknowledgedAt(cut.LogBytes)));
        }

        Assert.Contains(faults, fault => fault.Length > 0);
    }

    private static async Task WorkAsync(PowerCutRecording recording, ImageWorld world, CancellationToken timeout)
    {
        var terminal = recording.Terminal;
        await TapAsync(recording, 4);
        await terminal.Guest.PlugStickInAsync(await world.NewStickAsync(timeout), timeout);
        await TapUntilAsync(recording, "journalctl -b -u 'kiosk-stick@*' --no-pager | grep -q Finished");
        await terminal.ShellAsync($"mkdir -p /run/exchange; mountpoint -q /run/exchange || mount -o ro /dev/vdb /run/exchange; (rauc install /run/exchange/good.raucb; echo $? >{UpdateEnded}) >/dev/null 2>&1 &");
        await TapUntilAsync(recording, $"test -e {UpdateEnded}");
        Assert.Equal("0", await terminal.ShellAsync($"cat {UpdateEnded}"));
        await terminal.ShellAsync("(sleep 1; systemctl reboot) >/dev/null 2>&1 &");
        await terminal.Guest.AwaitBootAsync(timeout);
        await terminal.AwaitServiceAsync();
        Assert.Contains("rauc.slot=B", await terminal.ShellAsync("cat /proc/cmdline"), StringComparison.Ordinal);
        await TapAsync(recording, 2);
    }

    private static async Task TapAsync(PowerCutRecording recording, int count)
    {
        for (var tap = 0; tap < count; tap++)
        {
            await recording.TapAsync();
        }
    }

    private static async Task TapUntilAsync(PowerCutRecording recording, string command)
    {
        while ((await recording.Terminal.TryAsync(command)).Code != 0)
        {
            await recording.TapAsync();
        }
    }

    private static async Task BecomesReadyAsync(ImageWorld world, string disk, CancellationToken timeout)
    {
        await using var terminal = new ImageTerminal(world, await ImageGuest.BootAsync(disk, world.Exchange, timeout), timeout);
        await terminal.AwaitServiceAsync();
        await terminal.Guest.Reader.ConnectAsync(timeout);
        await terminal.AwaitReadyAsync();
    }
}
