using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>Whose a folder is. What another user writes into the service's folder the service may not be able to read, and what lies there may lead that user elsewhere.</summary>
internal static class FolderOwner
{
    // struct statx (statx(2)): the same on every architecture.
    private const int StatusLength = 256;
    private const int OwnerOffset = 20;
    private const string Users = "/etc/passwd";

    /// <summary>Whether the folder belongs to the user that this process runs as. One that is not there belongs to whoever makes it.</summary>
    /// <exception cref="IOException">The folder's owner cannot be found out.</exception>
    public static bool IsOurs(string folder) => OwnerOf(folder) is not { } owner || owner == Libc.geteuid();

    /// <returns>The user's name, or <c>#</c> and the number where it has none.</returns>
    /// <exception cref="IOException">The owner cannot be found out.</exception>
    public static string NameOf(string path) => NameOf(OwnerOf(path) ?? Libc.geteuid());

    /// <summary>The name of the user that this process runs as.</summary>
    public static string OwnName() => NameOf(Libc.geteuid());

    private static uint? OwnerOf(string path)
    {
        SafeFileHandle place;
        try
        {
            place = SystemCall.Open(path, Libc.PlaceOnly);
        }
        catch (IOException e) when (e.HResult is Libc.NoEntry or Libc.NotAFolder)
        {
            return null;
        }

        using (place)
        {
            Span<byte> status = stackalloc byte[StatusLength];
            return Libc.statx(place, "", Libc.OfTheHandleItself, Libc.OwnerOnly, status) == 0
                ? BinaryPrimitives.ReadUInt32LittleEndian(status[OwnerOffset..])
                : throw new IOException($"Whose {path} is cannot be found out.");
        }
    }

    private static string NameOf(uint user)
    {
        var number = user.ToString(CultureInfo.InvariantCulture);
        try
        {
            return File.ReadLines(Users).Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 2 && fields[2] == number)?[0] ?? $"#{number}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"#{number}";
        }
    }
}
