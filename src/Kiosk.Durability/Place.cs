namespace Kiosk.Durability;

/// <summary>Finds out what a path names without opening it: opening a pipe would block until a writer appears, and some devices act on being opened.</summary>
internal static class Place
{
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
}
