using System.Buffers.Binary;

namespace Kiosk.Durability;

/// <summary>Looks at what bears a name without opening it: opening a pipe would wait for its writer, and some devices act on being opened.</summary>
internal static class Place
{
    // struct statx (statx(2)): the same on every architecture.
    private const int StatusLength = 256;
    private const int ModeOffset = 28;
    private const ushort FormatMask = 0xF000;

    /// <exception cref="UnauthorizedAccessException">This user may not look into a folder on the way.</exception>
    /// <exception cref="IOException">The system refuses for another reason.</exception>
    public static PlaceKind KindOf(string path)
    {
        try
        {
            using var place = SystemCall.Open(path, Libc.PlaceOnly);
            Span<byte> status = stackalloc byte[StatusLength];
            return Libc.statx(place, "", Libc.OfTheHandleItself, Libc.TypeOnly, status) == 0
                ? KindOf(BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]) & FormatMask)
                : throw new IOException($"What {path} is cannot be found out.");
        }
        catch (IOException missing) when (missing.HResult is Libc.NoEntry or Libc.NotAFolder)
        {
            return PlaceKind.Absent;
        }
        catch (IOException denied) when (denied.HResult is Libc.NoPermission)
        {
            throw new UnauthorizedAccessException(denied.Message, denied);
        }
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
