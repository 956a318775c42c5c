using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>A file opened for appending by <see cref="DurableFiles"/>.</summary>
internal sealed class DurableFile : IDurableFile
{
    private readonly SafeFileHandle file;
    private readonly string path;
    private bool isInDoubt;

    /// <exception cref="IOException">The file's length cannot be determined.</exception>
    public DurableFile(SafeFileHandle file, string path)
    {
        this.file = file;
        this.path = path;
        Length = SystemCall.End(file, path);
    }

    public long Length { get; private set; }

    /// <summary>Writes all bytes with write(2) and syncs them with fdatasync(2).</summary>
    /// <exception cref="IOException">This or an earlier call failed: how much reached the disk is unknown.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (isInDoubt)
        {
            throw new FileException(new Kiosk.Words.Phrase($"{path} đã gặp lỗi trước đó và không ghi được cho đến khi mở lại.", $"{path} failed earlier and cannot be written until it is opened again."));
        }

        isInDoubt = true;
        SystemCall.Write(file, bytes, path);
        SystemCall.SyncContent(file, path);
        Length += bytes.Length;
        isInDoubt = false;
    }

    public void Dispose() => file.Dispose();
}
