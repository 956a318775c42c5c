using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>
/// What is printed, on its way to a standard stream by write(2); write only. The console's own stream prints a terminal's setting-up sequence (terminfo's smkx) first. A reader who has gone wants no
/// more, which is no failure.
/// </summary>
/// <param name="output">Null where it is closed.</param>
/// <param name="isHeeded">Whether a failure becomes a <see cref="PrintingException"/>; else it is passed over.</param>
internal sealed class PrintStream(SafeFileHandle? output, bool isHeeded) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (FailureOf(buffer) is { } failure && isHeeded)
        {
            throw failure;
        }
    }

    public override void Flush()
    {
        // Nothing is kept back.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private PrintingException? FailureOf(ReadOnlySpan<byte> buffer)
    {
        if (output is null)
        {
            return PrintingException.OfClosed();
        }

        while (!buffer.IsEmpty)
        {
            var written = Libc.write(output, buffer, (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Libc.Interrupted:
                    break;
                case Libc.WouldBlock:
                    AwaitRoom(output);
                    break;
                case Libc.NoReader:
                    return null;
                case var errno:
                    return PrintingException.Of(errno);
            }
        }

        return null;
    }

    // Whoever shares the terminal or pipe may have set it not to wait.
    private static void AwaitRoom(SafeFileHandle output)
    {
        var room = new Libc.PollDescriptor { Descriptor = (int)output.DangerousGetHandle(), Events = PollEvents.Out };
        _ = Libc.poll(ref room, 1, Timeout.Infinite);
    }
}
