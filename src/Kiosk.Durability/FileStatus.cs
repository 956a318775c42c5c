using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>Status of an open file (statx(2), whose struct has the same layout on every architecture).</summary>
/// <param name="Owner">The owner's user id.</param>
/// <param name="LengthInBytes">Meaningful for regular files only.</param>
/// <param name="IsOpenToOthers">Whether the mode gives its group or anybody else any permission.</param>
internal readonly record struct FileStatus(PlaceKind Kind, uint Owner, long LengthInBytes, bool IsOpenToOthers)
{
    private const int StatusLength = 256;
    private const int OwnerOffset = 20;
    private const int ModeOffset = 28;
    private const int SizeOffset = 40;
    private const ushort FormatMask = 0xF000;
    private const ushort ForOthers = 0b111_111;

    /// <returns>Null if the call fails; errno says why.</returns>
    public static FileStatus? Of(SafeFileHandle file)
    {
        Span<byte> status = stackalloc byte[StatusLength];
        return !file.IsInvalid && Libc.statx(file, "", Libc.EmptyPath, Libc.BasicStatus, status) == 0
            ? new(
                KindOf(BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]) & FormatMask),
                BinaryPrimitives.ReadUInt32LittleEndian(status[OwnerOffset..]),
                BinaryPrimitives.ReadInt64LittleEndian(status[SizeOffset..]),
                (BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]) & ForOthers) != 0)
            : null;
    }

    private static PlaceKind KindOf(int format) => format switch
    {
        0x8000 => PlaceKind.File,
        0x4000 => PlaceKind.Folder,
        0x1000 => PlaceKind.Pipe,
        0xC000 => PlaceKind.Socket,
        _ => PlaceKind.Device,
    };
}
