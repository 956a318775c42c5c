using System.Buffers.Binary;

namespace Kiosk.Devices.Tests.Image;

/// <summary>What a machine did to its disk, in order, as QEMU's blklogwrites takes it down: the format of Linux's dm-log-writes (admin-guide/device-mapper/log-writes.rst).</summary>
internal sealed class WriteLog : IDisposable
{
    public const int SectorBytes = 512;

    /// <summary>A disk writes this much whole or not at all.</summary>
    private const int AtomBytes = 4096;

    private const ulong Magic = 0x6a736677736872;
    private const ulong Flush = 1, ForcedThrough = 2, Discard = 4;

    private readonly FileStream log;

    private WriteLog(FileStream log, List<Entry> entries) => (this.log, Entries) = (log, entries);

    public IReadOnlyList<Entry> Entries { get; }

    public static WriteLog Read(string path)
    {
        var opened = File.OpenRead(path);
        var header = new byte[SectorBytes];
        opened.ReadExactly(header);
        Assert.Equal(Magic, BinaryPrimitives.ReadUInt64LittleEndian(header));
        var entries = new List<Entry>();
        while (opened.ReadAtLeast(header, SectorBytes, throwOnEndOfStream: false) == SectorBytes)
        {
            var (sector, count, flags) = (Number(header, 0), Number(header, 8), (ulong)Number(header, 16));
            var length = (flags & Discard) == 0 ? count * SectorBytes : 0;
            if ((count == 0 && flags == 0) || opened.Position + length > opened.Length)
            {
                // The machine was killed while it wrote this.
                break;
            }

            entries.Add(new(sector * SectorBytes, (int)length, opened.Position, (flags & Flush) != 0, (flags & ForcedThrough) != 0));
            opened.Position += length;
        }

        return new(opened, entries);
    }

    /// <returns>The number of entries that the log had when it was this long.</returns>
    public int CountWithin(long bytes) => Entries.TakeWhile(entry => entry.Data + entry.Length <= bytes).Count();

    /// <returns>The number of entries that a cut after so many entries cannot take back.</returns>
    public int DurableOf(int count)
    {
        while (count > 0 && !Entries[count - 1].IsFlush)
        {
            count--;
        }

        return count;
    }

    /// <summary>Writes entries to a disk: all of them, or of those that a disk may still hold in its memory a half by chance.</summary>
    public void Replay(FileStream disk, int from, int to, Random? chance)
    {
        var buffer = new byte[AtomBytes];
        foreach (var entry in Entries.Skip(from).Take(to - from))
        {
            for (var at = 0; at < entry.Length; at += AtomBytes)
            {
                if (chance is not null && !entry.IsForcedThrough && chance.Next(2) == 0)
                {
                    continue;
                }

                var piece = buffer.AsSpan(0, int.Min(AtomBytes, entry.Length - at));
                log.Position = entry.Data + at;
                log.ReadExactly(piece);
                disk.Position = entry.Place + at;
                disk.Write(piece);
            }
        }
    }

    public void Dispose() => log.Dispose();

    private static long Number(byte[] header, int at) => BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(at));

    /// <param name="Place">On the disk, in bytes.</param>
    /// <param name="Length">In bytes; 0 for one that writes nothing.</param>
    /// <param name="Data">Where the log has what was written.</param>
    /// <param name="IsFlush">Whether everything before it is on the disk for good.</param>
    /// <param name="IsForcedThrough">Whether it is itself on the disk for good.</param>
    internal readonly record struct Entry(long Place, int Length, long Data, bool IsFlush, bool IsForcedThrough);
}
