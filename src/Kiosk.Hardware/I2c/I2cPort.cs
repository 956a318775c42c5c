using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.I2c.I2cNative;

namespace Kiosk.Hardware.I2c;

/// <summary>A chip on a bus of the machine, <c>/dev/i2c-N</c>, whose adapter carries messages longer than SMBus has.</summary>
internal sealed unsafe class I2cPort : II2cPort
{
    private readonly DeviceNode node;
    private readonly int address;

    private I2cPort(DeviceNode node, int address) => (this.node, this.address) = (node, address);

    public string Path => node.Path;

    /// <exception cref="DeviceException">The node cannot be opened, or its adapter speaks SMBus only.</exception>
    public static I2cPort Open(string path, int address)
    {
        var opened = DeviceNode.Open(path);
        try
        {
            nuint functions;
            opened.Control(I2C_FUNCS, &functions, "say what it can do");
            return (functions & I2C_FUNC_I2C) != 0
                ? new(opened, address)
                : throw new DeviceUnsupportedException(path, $"{path} carries SMBus blocks only; a PN532 needs plain I2C messages.");
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public bool Write(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return Carry(new() { Address = (ushort)address, Length = (ushort)bytes.Length, Buffer = start });
        }
    }

    public bool Read(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return Carry(new() { Address = (ushort)address, Flags = I2C_M_RD, Length = (ushort)buffer.Length, Buffer = start });
        }
    }

    public void Dispose() => node.Dispose();

    private bool Carry(Message message)
    {
        var transfer = new Transfer { Messages = &message, Count = 1 };
        return -node.TryControl(I2C_RDWR, &transfer) switch
        {
            <= 0 => true,
            Libc.ENXIO or Libc.EREMOTEIO => false,
            var errno => throw DeviceNode.Error(node.Path, $"reach the chip at address 0x{address:x2}", errno),
        };
    }
}
