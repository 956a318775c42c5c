using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>Which file this is and when it was last written to, whatever its name (statx(2)): two opened files that agree hold the same bytes, unless somebody set the clock of one back.</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Number, long LengthInBytes, long ModifiedSeconds, uint ModifiedNanoseconds)
{
    private const int StatusLength = 256;
    private const int NumberOffset = 32;
    private const int SizeOffset = 40;
    private const int ModifiedOffset = 112;
    private const int DeviceOffset = 136;

    /// <exception cref="IOException">The system does not say.</exception>
    public static FileIdentity Of(SafeFileHandle file)
    {
        Span<byte> status = stackalloc byte[StatusLength];
        return Libc.statx(file, "", Libc.EmptyPath, Libc.BasicStatus, status) == 0
            ? new(
                BinaryPrimitives.ReadUInt64LittleEndian(status[DeviceOffset..]),
                BinaryPrimitives.ReadUInt64LittleEndian(status[NumberOffset..]),
                BinaryPrimitives.ReadInt64LittleEndian(status[SizeOffset..]),
                BinaryPrimitives.ReadInt64LittleEndian(status[ModifiedOffset..]),
                BinaryPrimitives.ReadUInt32LittleEndian(status[(ModifiedOffset + sizeof(long))..]))
            : throw new IOException("What an opened file is cannot be found out.");
    }
}
