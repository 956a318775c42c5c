namespace Kiosk.Durability;

/// <summary>Free space on the file systems a terminal writes to.</summary>
internal static class DiskSpace
{
    /// <summary>In bytes. Below this, space must be freed: a full disk takes the terminal out of service.</summary>
    public const long MinFree = 200L * 1024 * 1024;

    /// <returns>Free bytes of the file system that holds the folder, or will hold it once it is created.</returns>
    public static long FreeAt(string folder) => new DriveInfo(NearestExisting(folder)).AvailableFreeSpace;

    /// <returns>The folder, or its nearest existing ancestor.</returns>
    public static string NearestExisting(string folder)
    {
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder) ?? "/";
        }

        return folder;
    }
}
