namespace Kiosk.Devices.Tests.Image;

/// <summary>A slot whose root is not the one that was released.</summary>
[Collection(nameof(ImageTests))]
public sealed class ChangedRootTests
{
    private const int BlockBytes = 4096;

    /// <summary>The superblock's time of creation: nothing but the hash notices a change there.</summary>
    private const int CreationTime = 8;

    [ImageFact]
    public async Task A_changed_root_is_not_started_and_the_other_slot_takes_over()
    {
        using var timeout = new CancellationTokenSource(ImageLimits.Test);
        using var world = await ImageWorld.CreateAsync([], timeout.Token);
        var disk = world.NewDisk("changed.img");
        ChangeRootOfFirstSlot(disk);

        await using var terminal = new ImageTerminal(world, await ImageGuest.BootAsync(disk, world.Exchange, timeout.Token), timeout.Token);
        await terminal.AwaitServiceAsync();

        Assert.Contains("rauc.slot=B", await terminal.ShellAsync("cat /proc/cmdline"), StringComparison.Ordinal);
    }

    private static void ChangeRootOfFirstSlot(string disk)
    {
        var start = Partitions.StartOf(disk, Partitions.SlotA);
        using var file = File.Open(disk, FileMode.Open);
        var block = new byte[BlockBytes];
        file.Position = start;
        do
        {
            file.ReadExactly(block);
        }
        while (!block.AsSpan().StartsWith("hsqs"u8));

        file.Position += CreationTime - BlockBytes;
        file.WriteByte((byte)(block[CreationTime] ^ 1));
    }
}
