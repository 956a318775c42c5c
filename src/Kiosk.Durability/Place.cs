namespace Kiosk.Durability;

/// <summary>Finds out what a path names without opening it: opening a pipe would block until a writer appears, and some devices act on being opened.</summary>
internal static class Place
{
    /// <exception cref="FileNotFoundException">The path does not exist.</exception>
    /// <exception cref="NotAFileException">The path names something other than a file.</exception>
    /// <inheritdoc cref="KindOf"/>
    public static void RequireFile(string path) => Require(KindOf(path), path);

    /// <exception cref="UnauthorizedAccessException">This user may not search a folder on the path.</exception>
    /// <exception cref="IOException">The lookup fails for another reason.</exception>
    public static PlaceKind KindOf(string path)
    {
        try
        {
            using var place = SystemCall.Open(path, Libc.PathOnly);
            return FileStatus.Of(place)?.Kind ?? throw new IOException($"The type of {path} cannot be determined.");
        }
        catch (IOException missing) when (missing.HResult is Libc.NoEntry or Libc.NotAFolder)
        {
            return PlaceKind.Absent;
        }
        catch (IOException denied) when (denied.HResult is Libc.NoPermission)
        {
            throw new UnauthorizedAccessException(denied.Message, denied);
        }
    }

    /// <inheritdoc cref="RequireFile"/>
    internal static void Require(PlaceKind kind, string path)
    {
        if (kind is not PlaceKind.File)
        {
            throw kind is PlaceKind.Absent ? Missing(path) : new NotAFileException(path, kind);
        }
    }

    internal static FileNotFoundException Missing(string path) => new($"{path} is missing.", path);
}
