using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Registry.Sources;

/// <summary>
/// Opens what lies in the source folder: a regular file of bounded size that is below the folder, also when links lead to it. Everything is asked of the open file, so that
/// nothing can be put in its place meanwhile, and opening never waits: a named pipe without a writer is refused like a device.
/// </summary>
internal static class SourceFile
{
    private const int BufferSize = 128 * 1024;

    /// <param name="root">The source folder.</param>
    /// <exception cref="RegistryException">It is missing, no regular file, too long, or lies elsewhere.</exception>
    public static FileStream Open(string path, string root, long maxLengthInBytes)
    {
        var handle = Libc.open(path, Libc.ReadOnly | Libc.NonBlocking | Libc.NoControllingTerminal | Libc.CloseOnExec, 0);
        try
        {
            if (handle.IsInvalid)
            {
                throw RegistryException.In(path, OpeningFault(Marshal.GetLastPInvokeError()));
            }

            var status = StatusOf(handle, path);
            Check(status, path, maxLengthInBytes);
            return IsBelow(handle, root)
                ? new(handle, FileAccess.Read, BufferSize)
                : throw RegistryException.In(path, "the link leads out of the source folder: put a copy of the file in its place.");
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
        try
        {
            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (IOException e)
        {
            throw RegistryException.In(path, "the disk does not give it back whole: copy it anew.", e);
        }
    }

    private static string OpeningFault(int errno) => errno switch
    {
        2 or 20 => "the file is missing.",
        13 or 1 => "this user may not read it: chmod or chown it.",
        40 => "the link leads to itself.",
        6 => "this is no regular file.",
        _ => $"it cannot be opened: {Marshal.GetPInvokeErrorMessage(errno)}.",
    };

    private static Libc.Statx StatusOf(SafeFileHandle handle, string path) =>
        Libc.statx(handle, "", Libc.EmptyPath, Libc.BasicStats, out var status) == 0
            ? status
            : throw RegistryException.In(path, $"it cannot be looked at: {Marshal.GetLastPInvokeErrorMessage()}.");

    private static void Check(Libc.Statx status, string path, long maxLengthInBytes)
    {
        if ((status.Mode & Libc.FileTypeMask) is var type && type != Libc.RegularFile)
        {
            throw RegistryException.In(path, type == Libc.Folder ? "this is a folder where a file is expected." : "this is a device, pipe or socket: only regular files are read.");
        }

        if (status.Size > (ulong)maxLengthInBytes)
        {
            throw RegistryException.In(path, $"it has {status.Size} bytes; such a file has {maxLengthInBytes} at most.");
        }
    }

    private static bool IsBelow(SafeFileHandle handle, string root)
    {
        using var folder = Libc.open(root, Libc.ReadOnly | Libc.CloseOnExec, 0);
        return !folder.IsInvalid && PathOf(handle).StartsWith(PathOf(folder).TrimEnd('/') + "/", StringComparison.Ordinal);
    }

    /// <summary>Where an open file really lies, past every link.</summary>
    private static string PathOf(SafeFileHandle handle) => new FileInfo($"/proc/self/fd/{handle.DangerousGetHandle()}").LinkTarget ?? "";
}
