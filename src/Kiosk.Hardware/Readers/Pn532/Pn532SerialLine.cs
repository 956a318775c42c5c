using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Serial;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>The chip on a serial port (high-speed UART, UM0701-02, 6.2.3).</summary>
internal sealed class Pn532SerialLine : IPn532Line
{
    /// <summary>The chip's rate after a reset.</summary>
    public const int FirstBaudRate = 115_200;

    // A byte takes 87 µs at the first rate; a gap this long within a frame means a lost byte.
    private static readonly TimeSpan MaxGap = TimeSpan.FromMilliseconds(40);

    private readonly SerialNode port;
    private readonly TimeProvider time;
    private readonly Interruption interruption;
    private readonly Pn532FrameReader frames = new();
    private readonly byte[] incoming = new byte[Pn532Frame.MaxFrame];

    /// <exception cref="DeviceException">The port cannot be opened.</exception>
    public Pn532SerialLine(string path, TimeProvider time)
    {
        this.time = time;
        port = SerialNode.Open(path, FirstBaudRate);
        interruption = new Interruption();
    }

    public string Device => port.Path;

    // 55 wakes the chip; the zeros cover the time until it listens (UM0701-02, 7.2.11).
    private static ReadOnlySpan<byte> WakeUpPreamble => [0x55, 0x55, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00];

    public void WakeUp() => port.Write(WakeUpPreamble);

    public void Send(ReadOnlySpan<byte> frame)
    {
        port.DiscardInput();
        frames.Clear();
        port.Write(frame);
    }

    public Pn532Frame? Receive(int maxLength, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var registration = cancellationToken.UnsafeRegister(static state => ((Interruption)state!).Set(), interruption);
        try
        {
            while (true)
            {
                if (frames.TryRead(out var frame))
                {
                    return frame;
                }

                cancellationToken.ThrowIfCancellationRequested();
                var remaining = timeout - time.GetElapsedTime(begun);
                if (remaining <= TimeSpan.Zero)
                {
                    return null;
                }

                if (!TryFill(remaining) && frames.IsInMidst && !cancellationToken.IsCancellationRequested)
                {
                    frames.Clear();
                    return new Pn532Frame(Pn532FrameKind.Corrupt);
                }
            }
        }
        finally
        {
            registration.Dispose();
            interruption.Clear();
        }
    }

    public bool SetBaudRate(int baudRate)
    {
        port.Drain();
        port.SetBaudRate(baudRate);
        frames.Clear();
        return true;
    }

    public void Dispose()
    {
        port.Dispose();
        interruption.Dispose();
    }

    private bool TryFill(TimeSpan remaining)
    {
        var timeout = frames.IsInMidst && remaining > MaxGap ? MaxGap : remaining;
        if (!port.WaitForInput(timeout, interruption))
        {
            return false;
        }

        frames.Append(incoming.AsSpan(0, port.Read(incoming)));
        return true;
    }
}
