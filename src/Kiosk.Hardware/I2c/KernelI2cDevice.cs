using System.Device.I2c;
using System.Globalization;
using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.I2c.I2cNative;

namespace Kiosk.Hardware.I2c;

/// <summary>
/// A chip on a bus of the machine, <c>/dev/i2c-N</c>: uses plain I2C messages if the adapter supports them, otherwise SMBus transfers, which the library's own device
/// lacks. Throws only <see cref="DeviceException"/>. Each call is one transfer and may come from any thread.
/// </summary>
public sealed unsafe class KernelI2cDevice : I2cDevice
{
    /// <summary>The maximum number of bytes after the register byte that every adapter supports: SMBus's limit.</summary>
    public const int MaxTransfer = 32;

    private readonly DeviceNode node;
    private readonly int address;

    private KernelI2cDevice(DeviceNode node, int address, bool carriesMessages)
    {
        (this.node, this.address, CarriesMessages) = (node, address, carriesMessages);
        var digits = node.Path.AsSpan(node.Path.LastIndexOf('-') + 1);
        ConnectionSettings = new(int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var bus) ? bus : 0, address);
    }

    public override I2cConnectionSettings ConnectionSettings { get; }

    /// <summary>Whether the bus carries messages of any length, not only SMBus transfers.</summary>
    public bool CarriesMessages { get; }

    /// <param name="path">Such as <c>/dev/i2c-1</c>.</param>
    /// <param name="address">Of the chip, 7 bits.</param>
    /// <exception cref="DeviceException">The node cannot be opened, its adapter supports no block transfers, or a kernel driver has claimed the chip.</exception>
    public static KernelI2cDevice Open(string path, int address) => DeviceNode.Open(path, opened =>
    {
        nuint functions;
        opened.Control(I2C_FUNCS, &functions, "say what it can do");
        opened.Control(I2C_SLAVE, (void*)address, $"give out the chip at address 0x{address:x2}");
        const nuint Blocks = I2C_FUNC_SMBUS_READ_I2C_BLOCK | I2C_FUNC_SMBUS_WRITE_I2C_BLOCK;
        var carriesMessages = (functions & I2C_FUNC_I2C) != 0;
        return carriesMessages || (functions & Blocks) == Blocks
            ? new KernelI2cDevice(opened, address, carriesMessages)
            : throw new DeviceUnsupportedException(path, $"{path} carries single bytes only; panels and clocks need an adapter with block transfers.");
    });

    /// <param name="buffer">If the adapter supports SMBus only: a register, and at most <see cref="MaxTransfer"/> bytes for it.</param>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (CarriesMessages)
        {
            fixed (byte* start = buffer)
            {
                var message = new Message { Address = (ushort)address, Length = (ushort)buffer.Length, Buffer = start };
                Carry(&message, 1);
            }

            return;
        }

        Require(buffer.Length is > 0 and <= 1 + MaxTransfer);
        var frame = stackalloc byte[SmbusDataLength];
        frame[0] = (byte)(buffer.Length - 1);
        buffer[1..].CopyTo(new Span<byte>(frame + 1, MaxTransfer));
        CarryBySmbus(new() { ReadWrite = I2C_SMBUS_WRITE, Command = buffer[0], Size = buffer.Length == 1 ? I2C_SMBUS_BYTE : I2C_SMBUS_I2C_BLOCK_DATA, Data = frame });
    }

    /// <param name="buffer">If the adapter supports SMBus only: one byte.</param>
    public override void Read(Span<byte> buffer)
    {
        if (CarriesMessages)
        {
            fixed (byte* start = buffer)
            {
                var message = new Message { Address = (ushort)address, Flags = I2C_M_RD, Length = (ushort)buffer.Length, Buffer = start };
                Carry(&message, 1);
            }

            return;
        }

        Require(buffer.Length == 1);
        var frame = stackalloc byte[SmbusDataLength];
        CarryBySmbus(new() { ReadWrite = I2C_SMBUS_READ, Size = I2C_SMBUS_BYTE, Data = frame });
        buffer[0] = frame[0];
    }

    /// <param name="writeBuffer">If the adapter supports SMBus only: a register.</param>
    /// <param name="readBuffer">In that case at most <see cref="MaxTransfer"/> bytes.</param>
    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        if (CarriesMessages)
        {
            fixed (byte* written = writeBuffer, read = readBuffer)
            {
                var messages = stackalloc Message[2];
                messages[0] = new() { Address = (ushort)address, Length = (ushort)writeBuffer.Length, Buffer = written };
                messages[1] = new() { Address = (ushort)address, Flags = I2C_M_RD, Length = (ushort)readBuffer.Length, Buffer = read };
                Carry(messages, 2);
            }

            return;
        }

        Require(writeBuffer.Length == 1 && readBuffer.Length is > 0 and <= MaxTransfer);
        var frame = stackalloc byte[SmbusDataLength];
        frame[0] = (byte)readBuffer.Length;
        CarryBySmbus(new() { ReadWrite = I2C_SMBUS_READ, Command = writeBuffer[0], Size = I2C_SMBUS_I2C_BLOCK_DATA, Data = frame });
        new ReadOnlySpan<byte>(frame + 1, readBuffer.Length).CopyTo(readBuffer);
    }

    protected override void Dispose(bool disposing)
    {
        node.Dispose();
        base.Dispose(disposing);
    }

    private void Require(bool fits)
    {
        if (!fits)
        {
            throw new DeviceUnsupportedException(node.Path, $"{node.Path} speaks SMBus only, which has no transfer for what the chip at address 0x{address:x2} needs.");
        }
    }

    private void Carry(Message* messages, uint count)
    {
        var transfer = new Transfer { Messages = messages, Count = count };
        Check(node.TryControl(I2C_RDWR, &transfer));
    }

    private void CarryBySmbus(SmbusTransfer transfer) => Check(node.TryControl(I2C_SMBUS, &transfer));

    private void Check(int result)
    {
        if (result < 0)
        {
            throw -result is Libc.ENXIO or Libc.ENODEV or Libc.EREMOTEIO
                ? new DeviceSilentException(node.Path, $"{node.Path}: no chip answers at address 0x{address:x2}.")
                : DeviceNode.Error(node.Path, $"reach the chip at address 0x{address:x2}", -result);
        }
    }
}
