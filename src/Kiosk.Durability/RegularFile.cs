using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>
/// Reads files by name, links followed, and nothing but regular files: opening a pipe would wait for its writer, a device may have no end, and some act on being opened. Fails as the
/// framework does, so that whoever catches that catches this.
/// </summary>
internal static class RegularFile
{
    /// <exception cref="FileNotFoundException">Nothing bears the name.</exception>
    /// <exception cref="NotAFileException">Something else than a file does.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    /// <exception cref="IOException">The system refuses for another reason.</exception>
    public static SafeFileHandle Open(string path)
    {
        Require(Place.KindOf(path), path);
        var opened = OpenWithoutWaiting(path);
        try
        {
            // Once more of what was opened: something may have taken the name meanwhile.
            Require(FileStatus.Of(opened)?.Kind ?? throw new IOException($"What {path} is cannot be found out."), path);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="Open"/>
    public static FileStream OpenStream(string path, int bufferSize = 0) => new(Open(path), FileAccess.Read, bufferSize);

    /// <summary>The whole content.</summary>
    /// <inheritdoc cref="Open"/>
    /// <exception cref="IOException">It is longer, or the system refuses for another reason.</exception>
    public static byte[] Read(string path, int maxLengthInBytes)
    {
        using var file = OpenStream(path);
        if (file.Length > maxLengthInBytes)
        {
            throw new IOException($"{path} has {file.Length} bytes; such a file has {maxLengthInBytes} at most.");
        }

        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    private static SafeFileHandle OpenWithoutWaiting(string path)
    {
        try
        {
            return SystemCall.Open(path, Libc.ReadOnly | Libc.WithoutWaiting | Libc.NoControllingTerminal);
        }
        catch (IOException missing) when (missing.HResult is Libc.NoEntry or Libc.NotAFolder)
        {
            throw Missing(path);
        }
        catch (IOException denied) when (denied.HResult is Libc.NoPermission)
        {
            throw new UnauthorizedAccessException($"Access to the path '{path}' is denied.", denied);
        }
    }

    private static void Require(PlaceKind kind, string path)
    {
        if (kind is not PlaceKind.File)
        {
            throw kind is PlaceKind.Absent ? Missing(path) : new NotAFileException(path, kind);
        }
    }

    private static FileNotFoundException Missing(string path) => new($"{path} is missing.", path);
}
