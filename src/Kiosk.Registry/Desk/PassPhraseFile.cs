using System.Text;
using Kiosk.Durability;
using Kiosk.Source.Files;
using Kiosk.Source.Problems;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Registry.Desk;

/// <summary>
/// The first line of a regular file of bounded size, or of a pipe, such as a shell's <c>&lt;(…)</c>. All waits are
/// bounded and can be cancelled.
/// </summary>
/// <param name="forWriter">How long to wait for a writer to open the pipe.</param>
/// <param name="forPhrase">How long the writer may take, which may ask a person.</param>
internal sealed class PassPhraseFile(TimeProvider time, TimeSpan forWriter, TimeSpan forPhrase)
{
    private const int MaxLineLength = 1024;
    private const int MaxFileLength = 64 * 1024;
    private const int SliceInMilliseconds = 50;

    public static PassPhraseFile Usual { get; } = new(TimeProvider.System, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2));

    /// <exception cref="RegistryException">It is neither, is empty, or nobody writes to it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public char[] ReadFirstLine(string path, CancellationToken cancellationToken)
    {
        using var handle = BoundedFile.OpenAnything(path);
        var status = BoundedFile.StatusOf(handle, path);
        var isPipe = status.Kind is PlaceKind.Pipe;
        if (!isPipe)
        {
            Check(status, path);
        }

        var line = LineOf(isPipe ? ReadPipe(handle, path, cancellationToken) : ReadFile(handle));
        return line.Length switch
        {
            0 => throw RegistryException.In(path, isPipe ? new("không ai ghi mật khẩu vào đường ống này: hãy ghi mật khẩu ở dòng đầu tiên.", "nobody wrote a pass phrase into this pipe: write it as its first line.") : new("dòng đầu tiên, là chỗ của mật khẩu, để trống: hãy ghi mật khẩu vào đó.", "its first line is empty, where the pass phrase stands: write it there.")),
            > MaxLineLength => throw RegistryException.In(path, new($"dòng đầu tiên dài hơn {MaxLineLength} byte, mật khẩu không dài như vậy: hãy nêu đúng tệp.", $"its first line has more than {MaxLineLength} bytes, and a pass phrase has not: name the right file.")),
            _ => Encoding.UTF8.GetString(line).ToCharArray(),
        };
    }

    private static void Check(FileStatus status, string path)
    {
        try
        {
            BoundedFile.Check(status, path, MaxFileLength);
        }
        catch (RegistryException e)
        {
            throw RegistryException.In(path, new($"{e.What.Vietnamese} Mật khẩu được đọc từ dòng đầu tiên của một tệp, hoặc của một đường ống đang được ghi.", $"{e.What.English} A pass phrase is read from the first line of a file, or of a pipe that is being written."), e);
        }
    }

    private static ReadOnlySpan<byte> LineOf(ReadOnlySpan<byte> content)
    {
        var end = content.IndexOf((byte)'\n');
        return (end < 0 ? content : content[..end]).TrimEnd((byte)'\r');
    }

    private static byte[] ReadFile(SafeFileHandle handle)
    {
        var buffer = new byte[MaxLineLength + 2];
        var length = RandomAccess.Read(handle, buffer, fileOffset: 0);
        return buffer[..length];
    }

    private byte[] ReadPipe(SafeFileHandle handle, string path, CancellationToken cancellationToken)
    {
        var (buffer, length, begun) = (new byte[MaxLineLength + 2], 0, time.GetTimestamp());
        while (length < buffer.Length && !buffer.AsSpan(0, length).Contains((byte)'\n'))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var hasWriterLeft = Wait(handle).HasFlag(PollEvents.HangUp);
            var count = Libc.read(handle, ref buffer[length], (nuint)(buffer.Length - length));
            length += (int)Math.Max(count, 0);
            if (count == 0 && (hasWriterLeft || length > 0))
            {
                break;
            }

            // No bytes and no end: somebody has the pipe open and has not written yet.
            var timeout = count < 0 ? forPhrase : forWriter;
            if (count <= 0 && time.GetElapsedTime(begun) > timeout)
            {
                throw RegistryException.In(path, new($"không ai ghi mật khẩu vào đường ống này trong {timeout.TotalSeconds:0} giây: hãy chạy chương trình ghi mật khẩu, hoặc nêu một tệp.", $"nobody wrote a pass phrase into this pipe within {timeout.TotalSeconds:0} s: start what writes it, or name a file."));
            }
        }

        return buffer[..length];
    }

    /// <summary>Waits a little for bytes, or for the last writer to leave; of a pipe that never had a writer, for one.</summary>
    private static PollEvents Wait(SafeFileHandle handle)
    {
        var asked = new Libc.PollDescriptor { Descriptor = (int)handle.DangerousGetHandle(), Events = PollEvents.In };
        return Libc.poll(ref asked, 1, SliceInMilliseconds) > 0 ? asked.Answered : PollEvents.None;
    }
}
