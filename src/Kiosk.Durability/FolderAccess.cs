using System.Runtime.InteropServices;

namespace Kiosk.Durability;

/// <summary>Whether a folder takes new files, found out without writing any.</summary>
internal enum FolderAccess
{
    ReadOnlyDisk = 0,

    /// <summary>The folder's mode keeps out its own owner, who is not root.</summary>
    OwnerKeptOut,

    Writable,
}

/// <summary>Finds out whether a folder takes new files.</summary>
internal static class FolderAccesses
{
    private const uint RootId = 0;

    /// <summary>Of a folder that exists. What this user may not find out counts as writable: its owner may still write there.</summary>
    public static FolderAccess Of(string folder)
    {
        if (Libc.access(folder, Libc.MayWrite) != 0 && Marshal.GetLastPInvokeError() == Libc.ReadOnlyFileSystem)
        {
            return FolderAccess.ReadOnlyDisk;
        }

        return FolderOwner.Of(folder).Id != RootId && !File.GetUnixFileMode(folder).HasFlag(UnixFileMode.UserWrite) ? FolderAccess.OwnerKeptOut : FolderAccess.Writable;
    }
}
