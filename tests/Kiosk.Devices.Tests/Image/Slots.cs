using System.Buffers.Binary;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.Devices.Tests.Image;

/// <summary>The slots of a disk, byte by byte.</summary>
internal static class Slots
{
    private const int Superblock = 1024, BlockCount = 4, BlockBytes = 4096, StepBytes = 1 << 20;

    /// <summary>What GRUB takes for its variables, no more and no less.</summary>
    private const int EnvironmentBytes = 1024;

    /// <summary>Fills the second slot with what no terminal can start.</summary>
    public static void SpoilSecond(string disk)
    {
        var (from, to) = (Partitions.StartOf(disk, Partitions.SlotA), Partitions.StartOf(disk, Partitions.SlotB));
        var rest = LengthAt(disk, from);
        using var file = File.Open(disk, FileMode.Open);
        file.Position = to;
        var nothing = new byte[StepBytes];
        nothing.AsSpan().Fill(0xA5);
        for (; rest > 0; rest -= StepBytes)
        {
            file.Write(nothing.AsSpan(0, (int)long.Min(rest, StepBytes)));
        }
    }

    /// <summary>Puts an update into the second slot, to be started next, as RAUC leaves the disk after it installed one.</summary>
    public static async Task InstallSecondAsync(string disk, string bundle, CancellationToken cancellationToken)
    {
        using var folder = new TestFolder();
        await RunAsync("/usr/bin/unsquashfs", "-q", "-n", "-d", folder["bundle"], bundle, "slot.img");
        var place = Partitions.StartOf(disk, Partitions.SlotB);
        await using (var slot = File.OpenRead(Path.Combine(folder["bundle"], "slot.img")))
        await using (var written = File.Open(disk, FileMode.Open))
        {
            written.Position = place;
            await slot.CopyToAsync(written, cancellationToken);
        }

        var variables = "# GRUB Environment Block\nORDER=B A\nA_OK=1\nA_TRY=0\nB_OK=1\nB_TRY=0\n".PadRight(EnvironmentBytes, '#');
        await File.WriteAllTextAsync(folder["grubenv"], variables, cancellationToken);
        await RunAsync("/usr/bin/mcopy", "-o", "-i", $"{disk}@@{Partitions.StartOf(disk, Partitions.Boot)}", folder["grubenv"], "::/grub/grubenv");
    }

    /// <returns>Whether one disk holds the same file system as another, at these places.</returns>
    public static bool AreEqual(string disk, long place, string other, long otherPlace)
    {
        var rest = LengthAt(disk, place);
        using var first = File.OpenRead(disk);
        using var second = File.OpenRead(other);
        (first.Position, second.Position) = (place, otherPlace);
        var (one, two) = (new byte[StepBytes], new byte[StepBytes]);
        for (; rest > 0; rest -= StepBytes)
        {
            var length = (int)long.Min(rest, StepBytes);
            first.ReadExactly(one, 0, length);
            second.ReadExactly(two, 0, length);
            if (!one.AsSpan(0, length).SequenceEqual(two.AsSpan(0, length)))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task RunAsync(string program, params string[] arguments) => (await ChildProcess.RunAsync(program, arguments)).With(0);

    // Of the ext4 file system there, in bytes.
    private static long LengthAt(string disk, long place)
    {
        using var file = File.OpenRead(disk);
        file.Position = place + Superblock;
        var start = new byte[BlockCount + sizeof(uint)];
        file.ReadExactly(start);
        return BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(BlockCount)) * (long)BlockBytes;
    }
}
