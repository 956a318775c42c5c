using System.Runtime.InteropServices;
using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.Serial.SerialNative;

namespace Kiosk.Hardware.Serial;

/// <summary>An open serial port, 8N1 without flow control. Opened exclusively: to another program of ours it is busy.</summary>
internal sealed unsafe class SerialNode : IDisposable
{
    private readonly DeviceNode node;

    private SerialNode(DeviceNode node) => this.node = node;

    public string Path => node.Path;

    /// <exception cref="DeviceException">The node is missing, forbidden, in use, or not a serial port.</exception>
    public static SerialNode Open(string path, int baudRate) => DeviceNode.Open(
        path,
        opened =>
        {
            if (Libc.flock(opened.Handle, Libc.LOCK_EX | Libc.LOCK_NB) < 0)
            {
                var error = Marshal.GetLastPInvokeError();
                throw error == Libc.EAGAIN
                    ? new DeviceBusyException(path, $"{path} is held by another program.")
                    : DeviceNode.Error(path, "be locked", error);
            }

            var port = new SerialNode(opened);
            port.SetBaudRate(baudRate);
            return port;
        },
        // Without O_NONBLOCK, open would wait for a carrier that this wire lacks.
        Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK);

    /// <summary>Bits per second, and raw bytes both ways.</summary>
    /// <exception cref="DeviceException">The port does not support that rate, or is not a serial port.</exception>
    public void SetBaudRate(int baudRate)
    {
        var settings = new termios2 { c_cflag = CS8 | CREAD | CLOCAL | BOTHER, c_ispeed = (uint)baudRate, c_ospeed = (uint)baudRate };
        node.Control(TCSETS2, &settings, $"be set to {baudRate} bit/s");
    }

    /// <summary>Discards unread input.</summary>
    public void DiscardInput() => node.Control(TCFLSH, (void*)TCIFLUSH, "be emptied");

    /// <summary>Waits until all output has been sent.</summary>
    public void Drain() => node.Control(TCSBRK, (void*)1, "be waited for");

    /// <exception cref="DeviceException">The port is gone, or accepts no more data.</exception>
    public void Write(ReadOnlySpan<byte> bytes) => node.Write(bytes);

    /// <returns>The number of bytes read; 0 if there are none now.</returns>
    /// <exception cref="DeviceException">The port is gone.</exception>
    public int Read(Span<byte> buffer) => node.Read(buffer);

    /// <summary>Waits until data can be read or the interruption is set.</summary>
    /// <returns>Whether data can be read.</returns>
    /// <exception cref="DeviceException">The port is gone.</exception>
    public bool WaitForInput(TimeSpan timeout, Interruption interruption)
    {
        var polls = stackalloc Libc.PollFd[2];
        polls[0] = new() { Fd = (int)node.Handle.DangerousGetHandle(), Events = Libc.POLLIN };
        polls[1] = new() { Fd = (int)interruption.Handle.DangerousGetHandle(), Events = Libc.POLLIN };
        if (Libc.poll(polls, 2, (int)Math.Ceiling(timeout.TotalMilliseconds)) <= 0)
        {
            return false;
        }

        return (polls[0].Revents & (Libc.POLLHUP | Libc.POLLERR | Libc.POLLNVAL)) == 0
            ? (polls[0].Revents & Libc.POLLIN) != 0
            : throw new DeviceMissingException(Path, $"{Path} was unplugged.");
    }

    public void Dispose() => node.Dispose();
}
