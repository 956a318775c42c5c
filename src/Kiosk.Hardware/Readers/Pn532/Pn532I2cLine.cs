using System.Device.I2c;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.I2c;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>The chip on an I2C bus (UM0701-02, 6.2.4): frames are read whole, preceded by a byte that says whether there is one.</summary>
/// <param name="chip">Disposed with the line.</param>
/// <param name="device">The bus's path.</param>
internal sealed class Pn532I2cLine(I2cDevice chip, string device, TimeProvider time) : IPn532Line
{
    /// <summary>Fixed, 7 bits.</summary>
    public const int Address = 0x24;

    private const byte Ready = 0x01;

    // Without the interrupt line the chip is polled; each poll takes 0.2 ms of the bus at 100 kHz.
    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(1);

    private readonly Pn532FrameReader frames = new();
    private readonly byte[] incoming = new byte[1 + Pn532Frame.MaxFrame];

    public string Device => device;

    /// <exception cref="DeviceException">The bus cannot be opened, or its adapter speaks SMBus only.</exception>
    public static Pn532I2cLine Open(string device, TimeProvider time)
    {
        var opened = KernelI2cDevice.Open(device, Address);
        if (opened.CarriesMessages)
        {
            return new(opened, device, time);
        }

        opened.Dispose();
        throw new DeviceUnsupportedException(device, $"{device} carries SMBus blocks only; a PN532 needs plain I2C messages.");
    }

    // Its address wakes the chip, which does not acknowledge for a while; the next attempt finds it awake.
    public void WakeUp() => TryWrite([0x00]);

    public void Send(ReadOnlySpan<byte> frame)
    {
        // Without acknowledgement no frame is sent; the missing answer leads to another attempt.
        TryWrite(frame);
    }

    public Pn532Frame? Receive(int maxLength, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        Span<byte> state = stackalloc byte[1];
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryRead(state) && (state[0] & Ready) != 0)
            {
                return ReadFrame(maxLength);
            }

            var remaining = timeout - time.GetElapsedTime(begun);
            if (remaining <= TimeSpan.Zero)
            {
                return null;
            }

            cancellationToken.WaitHandle.WaitOne(remaining < AskInterval ? remaining : AskInterval);
        }
    }

    public bool SetBaudRate(int baudRate) => false;

    public void Dispose() => chip.Dispose();

    private Pn532Frame ReadFrame(int maxLength)
    {
        var bytes = incoming.AsSpan(0, 1 + maxLength);
        var isRead = TryRead(bytes) && (bytes[0] & Ready) != 0;
        frames.Clear();
        frames.Append(isRead ? bytes[1..] : default);
        incoming.AsSpan().Clear();
        return frames.TryRead(out var frame) ? frame : new Pn532Frame(Pn532FrameKind.Corrupt);
    }

    private void TryWrite(ReadOnlySpan<byte> bytes)
    {
        try
        {
            chip.Write(bytes);
        }
        catch (DeviceSilentException)
        {
            // Asleep, or busy.
        }
    }

    private bool TryRead(Span<byte> buffer)
    {
        try
        {
            chip.Read(buffer);
            return true;
        }
        catch (DeviceSilentException)
        {
            return false;
        }
    }
}
