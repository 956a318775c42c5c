using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>
/// Opens files by name, following links, and refuses anything but regular files: opening a pipe would block until a writer appears, a device may have no end, and some devices act on being
/// opened. Throws the framework's exception types, so existing handlers keep working.
/// </summary>
internal static class RegularFile
{
    /// <exception cref="FileNotFoundException">The path does not exist.</exception>
    /// <exception cref="NotAFileException">The path names something other than a file.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    /// <exception cref="IOException">The open fails for another reason.</exception>
    public static SafeFileHandle Open(string path)
    {
        Place.RequireFile(path);
        var opened = OpenNonBlocking(path);
        try
        {
            // Check again on the handle: the name may have been taken over in between.
            Place.Require(FileStatus.Of(opened)?.Kind ?? throw new IOException($"The type of {path} cannot be determined."), path);
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

    /// <summary>Reads the whole content.</summary>
    /// <inheritdoc cref="Open"/>
    /// <exception cref="IOException">The file is longer than the maximum, or the read fails for another reason.</exception>
    public static byte[] Read(string path, int maxLengthInBytes)
    {
        using var file = OpenStream(path);
        if (file.Length > maxLengthInBytes)
        {
            throw new FileException(new Kiosk.Words.Phrase($"{path} có {file.Length} byte; một tệp như vậy có nhiều nhất {maxLengthInBytes} byte.", $"{path} has {file.Length} bytes; such a file has {maxLengthInBytes} at most."));
        }

        var content = new byte[file.Length];
        try
        {
            file.ReadExactly(content);
        }
        catch (IOException failed)
        {
            throw DiskException.ExplainRead(failed, path);
        }

        return content;
    }

    private static SafeFileHandle OpenNonBlocking(string path)
    {
        try
        {
            return SystemCall.Open(path, Libc.ReadOnly | Libc.NonBlocking | Libc.NoControllingTerminal);
        }
        catch (IOException missing) when (missing.HResult is Libc.NoEntry or Libc.NotAFolder)
        {
            throw Place.Missing(path);
        }
        catch (IOException denied) when (denied.HResult is Libc.NoPermission)
        {
            throw new UnauthorizedAccessException($"Access to the path '{path}' is denied.", denied);
        }
    }
}
