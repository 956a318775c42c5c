using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>
/// A write-only stream to standard output or error by write(2), unbuffered. The console's own stream first prints a terminal initialisation sequence (terminfo's smkx). A reader that
/// closed its end (EPIPE) is not a failure.
/// </summary>
/// <param name="output">Null if it is closed.</param>
/// <param name="throwsOnFailure">Whether a failure becomes a <see cref="PrintingException"/>; otherwise it is ignored.</param>
internal sealed class PrintStream(SafeFileHandle? output, bool throwsOnFailure) : Stream
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
        if (FailureOf(buffer) is { } failure && throwsOnFailure)
        {
            throw failure;
        }
    }

    public override void Flush()
    {
        // Unbuffered.
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

    // Another process sharing the terminal or pipe may have made it non-blocking.
    private static void AwaitRoom(SafeFileHandle output)
    {
        var room = new Libc.PollDescriptor { Descriptor = (int)output.DangerousGetHandle(), Events = PollEvents.Out };
        _ = Libc.poll(ref room, 1, Timeout.Infinite);
    }
}
