using System.Device.I2c;
using Iot.Device.Mcp23xxx;

namespace Kiosk.Hardware.Expanders;

/// <summary>An MCP23008 with 8 lines or an MCP23017 with 16 (Microchip DS21919, DS20001952).</summary>
internal sealed class Mcp23ExpanderDriver : ExpanderDriver
{
    private readonly I2cDevice device;
    private readonly Mcp23xxx chip;

    // The binding turns every line into an input, as a reset of the chip would.
    private Mcp23ExpanderDriver(I2cDevice device, Mcp23xxx chip, int ports)
        : base(ports) => (this.device, this.chip) = (device, chip);

    /// <param name="device">Disposed with the driver.</param>
    public static Mcp23ExpanderDriver Of8(I2cDevice device) => new(device, new Mcp23008(device), ports: 1);

    /// <inheritdoc cref="Of8"/>
    public static Mcp23ExpanderDriver Of16(I2cDevice device) => new(device, new Mcp23017(device), ports: 2);

    protected override void Send(int port, byte levels, byte inputs)
    {
        Write(Register.OLAT, levels, port);
        Write(Register.IODIR, inputs, port);
    }

    protected override void Dispose(bool disposing)
    {
        // The binding disposes its bus only if it was given interrupt lines.
        chip.Dispose();
        device.Dispose();
        base.Dispose(disposing);
    }

    private void Write(Register register, byte value, int port)
    {
        if (chip is Mcp23x1x wide)
        {
            wide.WriteByte(register, value, port == 0 ? Port.PortA : Port.PortB);
        }
        else
        {
            chip.WriteByte(register, value);
        }
    }
}
