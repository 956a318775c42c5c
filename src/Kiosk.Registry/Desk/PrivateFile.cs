using System.Runtime.InteropServices;

namespace Kiosk.Registry.Desk;

/// <summary>Writes what nobody but its owner may read: mode 0600, beside and renamed, synced. Follows no link that lies where it writes.</summary>
internal static class PrivateFile
{
    private const uint OwnerOnly = 0b110_000_000;
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Makes a folder of mode 0700 where there is none; one that is there keeps its mode.</summary>
    public static void CreateFolder(string path) => Directory.CreateDirectory(path, FolderMode);

    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var sync = new DiskSync();
        var beside = path + ".tmp";
        File.Delete(beside);
        using (var handle = Libc.open(beside, Libc.WriteOnly | Libc.Create | Libc.Exclusive | Libc.NoFollow | Libc.CloseOnExec, OwnerOnly))
        {
            if (handle.IsInvalid)
            {
                throw new IOException($"{beside} cannot be written: {Marshal.GetLastPInvokeErrorMessage()}.");
            }

            RandomAccess.Write(handle, content, fileOffset: 0);
        }

        sync.Sync(beside);
        File.Move(beside, path, overwrite: true);
        sync.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Whether somebody else than its owner may read or change it.</summary>
    public static bool IsOpenToOthers(string path) => (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;
}
