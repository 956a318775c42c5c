using Kiosk.Durability;

namespace Kiosk.Registry.Files;

/// <summary>Writes files that only their owner may read: mode 0600, atomically by renaming, synced. Does not follow links at the destination.</summary>
internal static class PrivateFile
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Creates a folder with mode 0700 if missing; an existing one keeps its mode.</summary>
    public static void CreateFolder(string path) => Directory.CreateDirectory(path, FolderMode);

    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content) => new DurableFiles().Replace(path, content);

    /// <summary>Whether anyone but its owner may read or change it.</summary>
    public static bool IsOpenToOthers(string path) => (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;
}
