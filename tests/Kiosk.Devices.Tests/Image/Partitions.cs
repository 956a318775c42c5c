using System.Buffers.Binary;

namespace Kiosk.Devices.Tests.Image;

/// <summary>Where the partitions of a terminal's disk begin (MBR).</summary>
internal static class Partitions
{
    public const int Boot = 1, SlotA = 2, SlotB = 3, Data = 4;

    private const int FirstEntry = 446, EntryBytes = 16, EntryStart = 8, SectorBytes = 512;

    /// <returns>In bytes.</returns>
    public static long StartOf(string disk, int number)
    {
        using var file = File.OpenRead(disk);
        var sector = new byte[SectorBytes];
        file.ReadExactly(sector);
        return BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(FirstEntry + ((number - 1) * EntryBytes) + EntryStart)) * (long)SectorBytes;
    }
}
