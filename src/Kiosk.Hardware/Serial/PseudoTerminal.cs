using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.Serial.SerialNative;

namespace Kiosk.Hardware.Serial;

/// <summary>Both ends of a serial wire without hardware (pty(7)): <see cref="Path"/> is opened like a serial port, its bytes are read and written here.</summary>
internal sealed unsafe class PseudoTerminal : IDisposable
{
    private readonly DeviceNode master;

    // Kept open, so that closing the other end is not a hang-up here.
    private readonly DeviceNode slave;

    /// <exception cref="DeviceException">The system has no pseudo terminals left.</exception>
    public PseudoTerminal()
    {
        master = DeviceNode.Open("/dev/ptmx", Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK);
        try
        {
            int unlocked = 0, number = 0;
            master.Control(TIOCSPTLCK, &unlocked, "unlock its other end");
            master.Control(TIOCGPTN, &number, "name its other end");
            Path = $"/dev/pts/{number}";
            slave = DeviceNode.Open(Path, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK);

            // Must not echo before the port is configured.
            var raw = new termios2 { c_cflag = CS8 | CREAD | CLOCAL | BOTHER };
            slave.Control(TCSETS2, &raw, "be set up");
        }
        catch
        {
            slave?.Dispose();
            master.Dispose();
            throw;
        }
    }

    /// <summary>The node that is opened as a serial port.</summary>
    public string Path { get; }

    /// <summary>The port's configured rate, in bits per second; 0 if none was set.</summary>
    public int BaudRate
    {
        get
        {
            termios2 settings;
            slave.Control(TCGETS2, &settings, "say its rate");
            return (int)settings.c_ospeed;
        }
    }

    public void Write(ReadOnlySpan<byte> bytes) => master.Write(bytes);

    /// <returns>The number of bytes read; 0 if there are none now.</returns>
    public int Read(Span<byte> buffer) => master.Read(buffer);

    /// <summary>Waits until data can be read or the interruption is set.</summary>
    /// <returns>Whether data can be read.</returns>
    public bool WaitForInput(TimeSpan timeout, Interruption interruption)
    {
        var polls = stackalloc Libc.PollFd[2];
        polls[0] = new() { Fd = (int)master.Handle.DangerousGetHandle(), Events = Libc.POLLIN };
        polls[1] = new() { Fd = (int)interruption.Handle.DangerousGetHandle(), Events = Libc.POLLIN };
        return Libc.poll(polls, 2, (int)timeout.TotalMilliseconds) > 0 && (polls[0].Revents & Libc.POLLIN) != 0;
    }

    /// <summary>Unplugs the wire: the port's next call fails.</summary>
    public void Dispose()
    {
        slave.Dispose();
        master.Dispose();
    }
}
