using System.Collections.Concurrent;
using System.Device.I2c;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Hardware.Tests.Readers.Pn532;

/// <summary>An emulated PN532 as the bus sees it (UM0701-02, 6.2.4): asleep it does not acknowledge, and each frame is read from its beginning or is lost.</summary>
internal sealed class EmulatedI2cChip : I2cDevice
{
    private readonly ConcurrentQueue<ReadOnlyMemory<byte>> outgoing = new();

    public EmulatedI2cChip() => Chip = new VirtualPn532(outgoing.Enqueue, TimeProvider.System);

    public VirtualPn532 Chip { get; }

    public override I2cConnectionSettings ConnectionSettings { get; } = new(busId: 7, Pn532I2cLine.Address);

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        Chip.WakeUp();
        Acknowledge();

        var frames = new Pn532FrameReader();
        frames.Append(bytes);
        while (frames.TryRead(out var frame))
        {
            // A new command takes the place of an answer that nobody has read.
            outgoing.Clear();
            _ = Chip.TakeAsync(frame);
        }
    }

    public override void Read(Span<byte> buffer)
    {
        buffer.Clear();
        Acknowledge();

        ReadOnlyMemory<byte> frame;
        if (buffer.Length == 1 ? outgoing.TryPeek(out frame) : outgoing.TryDequeue(out frame))
        {
            buffer[0] = 0x01;
            frame.Span[..Math.Min(frame.Length, buffer.Length - 1)].CopyTo(buffer[1..]);
        }
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        outgoing.Clear();
        base.Dispose(disposing);
    }

    private void Acknowledge()
    {
        if (!Chip.IsListening)
        {
            throw new DeviceSilentException("/dev/i2c-7", "/dev/i2c-7: no chip answers at address 0x24.");
        }
    }
}
