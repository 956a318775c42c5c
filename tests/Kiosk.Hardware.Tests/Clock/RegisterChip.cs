using System.Device.I2c;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Tests.Clock;

/// <summary>A chip on a bus: 256 registers, counting up within a transfer, and a list of what was written.</summary>
internal sealed class RegisterChip : I2cDevice
{
    private byte register;

    public byte[] Registers { get; } = new byte[256];

    public List<(byte Register, byte[] Bytes)> Writes { get; } = [];

    public bool IsUnplugged { get; set; }

    public override I2cConnectionSettings ConnectionSettings { get; } = new(busId: 0, deviceAddress: 0x20);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Answer();
        register = buffer[0];
        if (buffer.Length > 1)
        {
            Writes.Add((register, buffer[1..].ToArray()));
            buffer[1..].CopyTo(Registers.AsSpan(register));
        }
    }

    public override void Read(Span<byte> buffer)
    {
        Answer();
        Registers.AsSpan(register, buffer.Length).CopyTo(buffer);
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Write(writeBuffer);
        Read(readBuffer);
    }

    private void Answer()
    {
        if (IsUnplugged)
        {
            throw new DeviceSilentException("bus", "no chip answers");
        }
    }
}
