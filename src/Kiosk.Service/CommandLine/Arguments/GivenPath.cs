using Kiosk.Durability;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>Checks paths from the command line before anything is opened or created. Each refusal gives the path, the problem and the remedy.</summary>
internal static class GivenPath
{
    /// <summary>Checks a file to be read.</summary>
    /// <param name="maxLengthInBytes">Upper limit on its length.</param>
    /// <returns>The path as given.</returns>
    /// <exception cref="InputException">It is not a regular file that this user can access, or is too long.</exception>
    public static string File(string path, long maxLengthInBytes) => KindOf(path) switch
    {
        PlaceKind.File when new FileInfo(path).Length is var length && length > maxLengthInBytes =>
            throw Refuse(path, new($"có {length} byte, trong khi tệp loại này có tối đa {maxLengthInBytes}; hãy kiểm tra xem có đúng tệp không.", $"{length} bytes are more than the {maxLengthInBytes} that such a file has at most; check that it is the right one.")),
        PlaceKind.File => path,
        PlaceKind.Absent => throw Refuse(path, SystemRefusal.NothingAt(path, PlaceKind.File)),
        PlaceKind.Folder => throw Refuse(path, new("đây là thư mục; hãy nêu một tệp trong đó.", "this is a folder; name a file in it.")),
        var kind => throw Refuse(path, new($"đây là {PlaceNames.Of(kind).Vietnamese}; hãy sao chép nội dung vào một tệp, rồi nêu tệp đó.", $"this is {PlaceNames.Of(kind).English}; copy what it holds into a file, and name that.")),
    };

    /// <summary>Reads such a file.</summary>
    /// <inheritdoc cref="File"/>
    /// <exception cref="InputException">It is not a regular file, is too long, or cannot be read.</exception>
    public static byte[] Read(string path, int maxLengthInBytes)
    {
        try
        {
            return RegularFile.Read(File(path, maxLengthInBytes), maxLengthInBytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refuse(path, SystemRefusal.ReasonOf(exception, path), exception);
        }
    }

    /// <summary>Checks an existing folder.</summary>
    /// <returns>Its absolute path.</returns>
    /// <exception cref="InputException">It does not exist, is not a folder, or cannot be listed by this user.</exception>
    public static string Folder(string path)
    {
        var full = FolderOrAbsent(path);
        if (!Directory.Exists(full))
        {
            throw Refuse(path, SystemRefusal.NothingAt(path, PlaceKind.Folder));
        }

        try
        {
            _ = new DirectoryInfo(full).EnumerateFileSystemInfos().Any();
            return full;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refuse(path, SystemRefusal.ReasonOf(exception, path), exception);
        }
    }

    /// <summary>Checks a folder that may not exist yet.</summary>
    /// <returns>Its absolute path.</returns>
    /// <exception cref="InputException">Something other than a folder has its name.</exception>
    public static string FolderOrAbsent(string path) => KindOf(path) switch
    {
        PlaceKind.Folder => Path.GetFullPath(path),
        PlaceKind.Absent when FileAbove(path) is { } file => throw Refuse(path, new($"{file} không phải thư mục, nên không có gì nằm dưới đó được; hãy nêu một thư mục.", $"{file} is no folder, and nothing can lie below it; name a folder.")),
        PlaceKind.Absent => Path.GetFullPath(path),
        var kind => throw Refuse(path, new($"đây là {PlaceNames.Of(kind).Vietnamese}; hãy nêu một thư mục.", $"this is {PlaceNames.Of(kind).English}; name a folder.")),
    };

    /// <summary>Checks a folder to be written to, which is created later if it does not exist. Tests this by writing, without leaving anything behind.</summary>
    /// <returns>Its absolute path.</returns>
    /// <exception cref="InputException">The folder cannot be written to.</exception>
    public static string FolderToWrite(string path)
    {
        var full = FolderOrAbsent(path);
        var nearest = DiskSpace.NearestExisting(full);
        try
        {
            Try(Path.Combine(nearest, $".trial.{Environment.ProcessId}.tmp"));
            return full;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // To root every folder seems writable, yet the kernel's own file systems accept no new files.
            var reason = exception is FileNotFoundException or DirectoryNotFoundException or IOException { HResult: Libc.NoEntry }
                ? new Phrase("chỗ này không lưu được tệp; hãy nêu một thư mục trên ổ đĩa.", "this place takes no files; name a folder on a disk.")
                : SystemRefusal.ReasonOf(exception, nearest);
            throw Refuse(path, new($"không ghi được gì vào {(nearest == full ? "đó" : nearest)}: {reason.Vietnamese}", $"nothing can be written {(nearest == full ? "there" : $"to {nearest}")}: {reason.English}"), exception);
        }
    }

    private static InputException Refuse(string path, Phrase reason, Exception? cause = null) => new(SystemRefusal.At(path, reason), cause);

    private static void Try(string trial)
    {
        PlainFile.CreateNew(trial).Dispose();
        System.IO.File.Delete(trial);
    }

    private static PlaceKind KindOf(string path)
    {
        try
        {
            return Place.KindOf(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refuse(path, SystemRefusal.ReasonOf(exception, path), exception);
        }
    }

    private static string? FileAbove(string path)
    {
        var above = Path.GetDirectoryName(Path.GetFullPath(path));
        while (above is not null && !Directory.Exists(above))
        {
            if (KindOf(above) is not PlaceKind.Absent)
            {
                return above;
            }

            above = Path.GetDirectoryName(above);
        }

        return null;
    }
}
