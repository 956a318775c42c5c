using Kiosk.Hardware.Devices;
using Kiosk.Hardware.I2c;

namespace Kiosk.Hardware.Tests.Clock;

/// <summary>A bus with one chip: 256 registers, counting up within a transfer, and a list of what was written.</summary>
internal sealed class RegisterBus(int address) : II2cBus
{
    public byte[] Registers { get; } = new byte[256];

    public List<(byte Register, byte[] Bytes)> Writes { get; } = [];

    public bool IsUnplugged { get; set; }

    public void Write(int chip, byte register, ReadOnlySpan<byte> bytes)
    {
        Answer(chip);
        Writes.Add((register, bytes.ToArray()));
        bytes.CopyTo(Registers.AsSpan(register));
    }

    public void Read(int chip, byte register, Span<byte> buffer)
    {
        Answer(chip);
        Registers.AsSpan(register, buffer.Length).CopyTo(buffer);
    }

    public void Dispose()
    {
    }

    private void Answer(int chip)
    {
        if (IsUnplugged || chip != address)
        {
            throw new DeviceMissingException("bus", $"no chip answers at 0x{chip:x2}");
        }
    }
}
