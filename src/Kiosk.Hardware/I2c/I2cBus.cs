using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.I2c.I2cNative;

namespace Kiosk.Hardware.I2c;

/// <summary>A bus of the machine, <c>/dev/i2c-N</c>: by plain I2C where the adapter speaks it, else by SMBus block transfers.</summary>
public sealed unsafe class I2cBus : II2cBus
{
    private readonly DeviceNode node;
    private readonly Lock gate = new();
    private readonly bool speaksI2c;

    private I2cBus(DeviceNode node, bool speaksI2c) => (this.node, this.speaksI2c) = (node, speaksI2c);

    /// <param name="path">Such as <c>/dev/i2c-1</c>.</param>
    /// <exception cref="DeviceException">The node cannot be opened, or its adapter carries no blocks.</exception>
    public static I2cBus Open(string path)
    {
        var opened = DeviceNode.Open(path);
        try
        {
            nuint functions;
            opened.Control(I2C_FUNCS, &functions, "say what it can do");
            const nuint Blocks = I2C_FUNC_SMBUS_READ_I2C_BLOCK | I2C_FUNC_SMBUS_WRITE_I2C_BLOCK;
            var plain = (functions & I2C_FUNC_I2C) != 0;
            return plain || (functions & Blocks) == Blocks
                ? new(opened, plain)
                : throw new DeviceUnsupportedException(path, $"{path} carries single bytes only; panels and clocks need an adapter with block transfers.");
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public void Write(int address, byte register, ReadOnlySpan<byte> bytes)
    {
        Check(bytes.Length);
        var frame = stackalloc byte[SmbusDataLength];
        bytes.CopyTo(new Span<byte>(frame + 1, II2cBus.MaxTransfer));
        if (speaksI2c)
        {
            frame[0] = register;
            var message = new Message { Address = (ushort)address, Length = (ushort)(bytes.Length + 1), Buffer = frame };
            Carry(address, &message, 1);
        }
        else
        {
            frame[0] = (byte)bytes.Length;
            CarryBySmbus(address, new() { ReadWrite = I2C_SMBUS_WRITE, Command = register, Size = I2C_SMBUS_I2C_BLOCK_DATA, Data = frame });
        }
    }

    public void Read(int address, byte register, Span<byte> buffer)
    {
        Check(buffer.Length);
        if (speaksI2c)
        {
            fixed (byte* start = buffer)
            {
                var messages = stackalloc Message[2];
                messages[0] = new() { Address = (ushort)address, Length = 1, Buffer = &register };
                messages[1] = new() { Address = (ushort)address, Flags = I2C_M_RD, Length = (ushort)buffer.Length, Buffer = start };
                Carry(address, messages, 2);
            }
        }
        else
        {
            var frame = stackalloc byte[SmbusDataLength];
            frame[0] = (byte)buffer.Length;
            CarryBySmbus(address, new() { ReadWrite = I2C_SMBUS_READ, Command = register, Size = I2C_SMBUS_I2C_BLOCK_DATA, Data = frame });
            new ReadOnlySpan<byte>(frame + 1, buffer.Length).CopyTo(buffer);
        }
    }

    public void Dispose() => node.Dispose();

    private static void Check(int length)
    {
        ArgumentOutOfRangeException.ThrowIfZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, II2cBus.MaxTransfer);
    }

    private void Carry(int address, Message* messages, uint count)
    {
        var transfer = new Transfer { Messages = messages, Count = count };
        var result = node.TryControl(I2C_RDWR, &transfer);
        if (result < 0)
        {
            throw NoAnswer(address, -result);
        }
    }

    private void CarryBySmbus(int address, SmbusTransfer transfer)
    {
        // The address is a state of the descriptor: choose it and use it without another call in between.
        lock (gate)
        {
            var chosen = node.TryControl(I2C_SLAVE, (void*)address);
            var result = chosen < 0 ? chosen : node.TryControl(I2C_SMBUS, &transfer);
            if (result < 0)
            {
                throw NoAnswer(address, -result);
            }
        }
    }

    // ENXIO and ENODEV are a chip that does not acknowledge, not a missing node.
    private DeviceException NoAnswer(int address, int errno) => errno is Libc.ENXIO or Libc.ENODEV
        ? new DeviceMissingException(node.Path, $"{node.Path}: no chip answers at address 0x{address:x2}.")
        : DeviceNode.Error(node.Path, $"reach the chip at address 0x{address:x2}", errno);
}
