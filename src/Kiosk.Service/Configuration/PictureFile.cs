namespace Kiosk.Service.Configuration;

/// <summary>
/// Location of the current picture of a <c>png</c> display. A welcome shows a name, and no name is stored at rest: the default location is in memory, and the data
/// folder, which persists and is copied, is not allowed.
/// </summary>
internal static class PictureFile
{
    private const string Name = "screen.png";

    /// <returns>An absolute path.</returns>
    public static string PathOf(DisplayOptions options) => options.File.Length > 0 ? Path.GetFullPath(options.File) : Path.Combine(RuntimeFolder.Path, Name);

    /// <summary>Creates the default folder where the picture lies there, which disappears at each reboot. A folder named in the settings is left to whoever named it.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be created.</exception>
    public static void MakeFolder(DisplayOptions options)
    {
        if (Path.GetDirectoryName(PathOf(options)) == RuntimeFolder.Path && !OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(RuntimeFolder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Whether the file would be in the folder, by name or through a symbolic link.</summary>
    public static bool LiesIn(string folder, string file) => Resolve(Path.GetFullPath(file)).StartsWith(Resolve(Path.GetFullPath(folder)).TrimEnd('/') + '/', StringComparison.Ordinal);

    /// <summary>Removes pictures that earlier versions left in the data folder.</summary>
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
                // If the folder cannot be written, opening the journal reports it.
            }
        }
    }

    // Resolves folder by folder, because any of them may be a link.
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
