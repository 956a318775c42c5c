using System.Collections.Concurrent;
using Kiosk.Hardware.I2c;
using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Hardware.Tests.Readers.Pn532;

/// <summary>An emulated PN532 as the bus sees it (UM0701-02, 6.2.4): asleep it does not acknowledge, and each frame is read from its beginning or is lost.</summary>
internal sealed class EmulatedI2cPort : II2cPort
{
    private readonly ConcurrentQueue<ReadOnlyMemory<byte>> outgoing = new();

    public EmulatedI2cPort() => Chip = new VirtualPn532(outgoing.Enqueue, TimeProvider.System);

    public VirtualPn532 Chip { get; }

    public string Path => "/dev/i2c-7";

    public bool Write(ReadOnlySpan<byte> bytes)
    {
        Chip.WakeUp();
        if (!Chip.IsListening)
        {
            return false;
        }

        var frames = new Pn532FrameReader();
        frames.Append(bytes);
        while (frames.TryRead(out var frame))
        {
            // A new command takes the place of an answer that nobody has read.
            outgoing.Clear();
            _ = Chip.TakeAsync(frame);
        }

        return true;
    }

    public bool Read(Span<byte> buffer)
    {
        buffer.Clear();
        if (!Chip.IsListening)
        {
            return false;
        }

        ReadOnlyMemory<byte> frame;
        if (buffer.Length == 1 ? outgoing.TryPeek(out frame) : outgoing.TryDequeue(out frame))
        {
            buffer[0] = 0x01;
            frame.Span[..Math.Min(frame.Length, buffer.Length - 1)].CopyTo(buffer[1..]);
        }

        return true;
    }

    public void Dispose() => outgoing.Clear();
}
