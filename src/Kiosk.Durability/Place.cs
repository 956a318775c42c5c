namespace Kiosk.Durability;

/// <summary>Looks at what bears a name without opening it: opening a pipe would wait for its writer, and some devices act on being opened.</summary>
internal static class Place
{
    /// <exception cref="UnauthorizedAccessException">This user may not look into a folder on the way.</exception>
    /// <exception cref="IOException">The system refuses for another reason.</exception>
    public static PlaceKind KindOf(string path)
    {
        try
        {
            using var place = SystemCall.Open(path, Libc.PlaceOnly);
            return FileStatus.Of(place)?.Kind ?? throw new IOException($"What {path} is cannot be found out.");
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
