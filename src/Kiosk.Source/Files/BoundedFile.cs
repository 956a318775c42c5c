using System.Runtime.InteropServices;
using Kiosk.Durability;
using Kiosk.Source.Problems;
using Kiosk.Words;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Source.Files;

/// <summary>
/// Opens files named by a person or a setting: regular, of bounded size. All checks are made on the open file, so that it cannot be exchanged meanwhile, and
/// opening never blocks: a named pipe without a writer is refused like a device.
/// </summary>
internal static class BoundedFile
{
    /// <exception cref="RegistryException">It is missing, not a regular file, or too long.</exception>
    public static SafeFileHandle Open(string path, long maxLengthInBytes)
    {
        var handle = OpenAnything(path);
        try
        {
            Check(StatusOf(handle, path), path, maxLengthInBytes);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The whole content.</summary>
    /// <inheritdoc cref="Open"/>
    public static byte[] Read(string path, int maxLengthInBytes)
    {
        using var file = new FileStream(Open(path, maxLengthInBytes), FileAccess.Read, bufferSize: 0);
        return ReadAll(file, path);
    }

    /// <summary>The content of an open file.</summary>
    /// <exception cref="RegistryException">The disk fails.</exception>
    public static byte[] ReadAll(FileStream file, string path)
    {
        try
        {
            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (IOException e)
        {
            throw RegistryException.In(path, new("đĩa không đọc lại được trọn vẹn tệp này: hãy chép lại tệp.", "the disk does not give it back whole: copy it anew."), e);
        }
    }

    /// <summary>Opens whatever has this name, without blocking.</summary>
    /// <exception cref="RegistryException">It does not exist, or this user may not read it.</exception>
    public static SafeFileHandle OpenAnything(string path)
    {
        var handle = Libc.open(path, Libc.ReadOnly | Libc.NonBlocking | Libc.NoControllingTerminal | Libc.CloseOnExec, 0);
        if (!handle.IsInvalid)
        {
            return handle;
        }

        var errno = Marshal.GetLastPInvokeError();
        handle.Dispose();
        throw RegistryException.In(path, OpeningFault(errno));
    }

    /// <exception cref="RegistryException">The system call fails.</exception>
    public static FileStatus StatusOf(SafeFileHandle handle, string path) =>
        FileStatus.Of(handle) ?? throw RegistryException.In(path, new($"không xem được thông tin của tệp [{Marshal.GetLastPInvokeErrorMessage()}].", $"it cannot be looked at: {Marshal.GetLastPInvokeErrorMessage()}."));

    /// <exception cref="RegistryException">It is not a regular file, or too long.</exception>
    public static void Check(FileStatus status, string path, long maxLengthInBytes)
    {
        if (status.Kind is not PlaceKind.File)
        {
            throw RegistryException.In(path, status.Kind is PlaceKind.Folder ? new("đây là thư mục, không phải tệp.", "this is a folder where a file is expected.") : new("đây là thiết bị, đường ống hoặc socket: chỉ đọc được tệp thường.", "this is a device, pipe or socket: only regular files are read."));
        }

        if (status.LengthInBytes > maxLengthInBytes)
        {
            throw RegistryException.In(path, new($"tệp có {status.LengthInBytes} byte; loại tệp này tối đa {maxLengthInBytes} byte.", $"it has {status.LengthInBytes} bytes; such a file has {maxLengthInBytes} at most."));
        }
    }

    private static Phrase OpeningFault(int errno) => errno switch
    {
        2 or 20 => new("không có tệp này.", "the file is missing."),
        13 or 1 => new("người dùng này không có quyền đọc: hãy chạy chmod hoặc chown.", "this user may not read it: chmod or chown it."),
        40 => new("liên kết trỏ vào chính nó.", "the link leads to itself."),
        6 => new("đây không phải tệp thường.", "this is no regular file."),
        _ => new($"không mở được [{Marshal.GetPInvokeErrorMessage(errno)}].", $"it cannot be opened: {Marshal.GetPInvokeErrorMessage(errno)}."),
    };
}
