using System.Buffers.Binary;
using Kiosk.Hardware.Devices;
using Kiosk.Words;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>Reads the file of a card image, which another image may name: opening a pipe could block, a device may be endless.</summary>
internal static unsafe class CardImageFile
{
    private const int MaxLength = 1 << 20;
    private const int StatusLength = 256;
    private const int ModeOffset = 28;

    /// <exception cref="CardImageException">It is not a regular file, is too long, or cannot be read.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            if (Path.Exists(path) && !IsRegular(path))
            {
                throw new CardImageException(new($"{path}: đây không phải tệp thường; thẻ ảo là một tệp JSON.", $"{path}: this is no file; a card image is a file of JSON."));
            }

            // Non-blocking, in case the file was replaced by a pipe meanwhile.
            var descriptor = Libc.open(path, Libc.O_RDONLY | Libc.O_NONBLOCK | Libc.O_NOCTTY | Libc.O_CLOEXEC);
            using var file = descriptor < 0 ? File.OpenRead(path) : new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read, bufferSize: 0);
            if (file.Length > MaxLength)
            {
                throw new CardImageException(new($"{path} có {file.Length} byte, nhiều hơn mọi tệp thẻ ảo.", $"{path} has {file.Length} bytes, more than a card image has."));
            }

            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CardImageException(
                exception switch
                {
                    FileNotFoundException or DirectoryNotFoundException => new($"{path}: không có tệp này.", $"{path}: there is no such file."),
                    UnauthorizedAccessException => new($"{path}: người dùng {Environment.UserName} không có quyền đọc.", $"{path}: the user {Environment.UserName} may not read it."),
                    _ => Phrase.WithDetail($"{path}: không đọc được", exception.Message) with { English = $"{path} cannot be read: {exception.Message}" },
                },
                exception);
        }
    }

    private static bool IsRegular(string path)
    {
        var status = stackalloc byte[StatusLength];
        return Libc.statx(Libc.AT_FDCWD, path, 0, Libc.STATX_TYPE, status) == 0
            && (BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(status + ModeOffset, sizeof(ushort))) & Libc.S_IFMT) == Libc.S_IFREG;
    }
}
