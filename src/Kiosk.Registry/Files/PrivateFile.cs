using Kiosk.Durability;

namespace Kiosk.Registry.Files;

/// <summary>Writes what nobody but its owner may read: mode 0600, beside and renamed, synced. Follows no link that lies where it writes.</summary>
internal static class PrivateFile
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Makes a folder of mode 0700 where there is none; one that is there keeps its mode.</summary>
    public static void CreateFolder(string path) => Directory.CreateDirectory(path, FolderMode);

    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content) => new DurableFiles().Replace(path, content);

    /// <summary>Whether somebody else than its owner may read or change it.</summary>
    public static bool IsOpenToOthers(string path) => (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;
}
