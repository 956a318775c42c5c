namespace Kiosk.Durability;

/// <summary>How much room is left where a terminal keeps its files.</summary>
internal static class DiskSpace
{
    /// <summary>Bytes below which somebody must make room: a full disk takes the terminal out of service.</summary>
    public const long Least = 200L * 1024 * 1024;

    /// <returns>Free bytes of the file system on which the folder lies, or will lie once it is made.</returns>
    public static long FreeAt(string folder) => new DriveInfo(NearestExisting(folder)).AvailableFreeSpace;

    /// <returns>The folder, or the nearest above it that exists.</returns>
    public static string NearestExisting(string folder)
    {
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder) ?? "/";
        }

        return folder;
    }
}
