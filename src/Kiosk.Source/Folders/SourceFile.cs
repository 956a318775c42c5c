using Kiosk.Durability;
using Kiosk.Source.Files;
using Kiosk.Source.Problems;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Source.Folders;

/// <summary>Opens files of the source folder: regular, of bounded size, and located below the folder even through links.</summary>
internal static class SourceFile
{
    private const int BufferSize = 128 * 1024;

    /// <param name="root">The source folder.</param>
    /// <exception cref="RegistryException">It is missing, not a regular file, too long, or outside the folder.</exception>
    public static FileStream Open(string path, string root, long maxLengthInBytes)
    {
        var handle = BoundedFile.Open(path, maxLengthInBytes);
        try
        {
            return IsBelow(handle, root)
                ? new(handle, FileAccess.Read, BufferSize)
                : throw RegistryException.In(path, new("liên kết trỏ ra ngoài thư mục nguồn: hãy thay bằng bản sao của tệp.", "the link leads out of the source folder: put a copy of the file in its place."));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The whole content.</summary>
    /// <inheritdoc cref="Open"/>
    public static byte[] Read(string path, string root, int maxLengthInBytes)
    {
        using var file = Open(path, root, maxLengthInBytes);
        return BoundedFile.ReadAll(file, path);
    }

    private static bool IsBelow(SafeFileHandle handle, string root)
    {
        using var folder = Libc.open(root, Libc.ReadOnly | Libc.CloseOnExec, 0);
        return !folder.IsInvalid && PathOf(handle).StartsWith(PathOf(folder).TrimEnd('/') + "/", StringComparison.Ordinal);
    }

    /// <summary>The real location of an open file, with links resolved.</summary>
    private static string PathOf(SafeFileHandle handle) => new FileInfo($"/proc/self/fd/{handle.DangerousGetHandle()}").LinkTarget ?? "";
}
