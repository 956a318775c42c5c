namespace Kiosk.Service.Configuration;

/// <summary>
/// Where the display of kind <c>png</c> keeps the current picture. A welcome bears a name, and no name is kept at rest: the default place is in memory, and the data
/// folder, which lasts and is copied, is no place for it.
/// </summary>
internal static class PictureFile
{
    private const string Name = "screen.png";

    /// <summary>What systemd makes for the service (RuntimeDirectory=), and where there is none its usual place.</summary>
    private static string RuntimeFolder =>
        Environment.GetEnvironmentVariable("RUNTIME_DIRECTORY") is { Length: > 0 } folders ? folders.Split(':')[0] : "/run/kiosk";

    /// <returns>The whole path.</returns>
    public static string PathOf(DisplayOptions options) => options.File.Length > 0 ? Path.GetFullPath(options.File) : Path.Combine(RuntimeFolder, Name);

    /// <summary>Makes the default place, which is gone after each start of the machine; a folder that the settings name is somebody else's to make.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    public static void MakeFolder(DisplayOptions options)
    {
        if (options.File.Length == 0 && !OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(RuntimeFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Whether the file would lie in the folder, by its name or through a symbolic link.</summary>
    public static bool LiesIn(string folder, string file) => Resolve(Path.GetFullPath(file)).StartsWith(Resolve(Path.GetFullPath(folder)).TrimEnd('/') + '/', StringComparison.Ordinal);

    /// <summary>Removes what earlier versions left in the data folder.</summary>
    public static void RemoveFormer(string dataFolder)
    {
        foreach (var former in new[] { Path.Combine(dataFolder, Name), Path.Combine(dataFolder, Name + ".tmp") })
        {
            try
            {
                File.Delete(former);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A folder that cannot be written to is told by the journal.
            }
        }
    }

    // Folder by folder, because any of them may be a link.
    private static string Resolve(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var here = Path.Combine(Resolve(parent), Path.GetFileName(path));
        try
        {
            return new FileInfo(here).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? here;
        }
        catch (IOException)
        {
            return here;
        }
    }
}
