using System.Runtime.InteropServices;

namespace Kiosk.Durability;

/// <summary>Finds out whether a folder takes new files, without writing any.</summary>
internal static class FolderProbe
{
    private const uint RootId = 0;

    /// <param name="folder">An existing folder. One that only this user may not write counts as writable: its owner still may.</param>
    public static FolderAccess AccessTo(string folder)
    {
        if (Libc.access(folder, Libc.MayWrite) != 0 && Marshal.GetLastPInvokeError() == Libc.ReadOnlyFileSystem)
        {
            return FolderAccess.ReadOnlyDisk;
        }

        return !OperatingSystem.IsWindows() && FolderOwner.Of(folder).Id != RootId && !File.GetUnixFileMode(folder).HasFlag(UnixFileMode.UserWrite) ? FolderAccess.OwnerKeptOut : FolderAccess.Writable;
    }
}
