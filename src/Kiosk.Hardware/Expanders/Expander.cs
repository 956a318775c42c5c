using System.Device.Gpio;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.I2c;

namespace Kiosk.Hardware.Expanders;

/// <summary>
/// The terminal's only port expander. All users of its lines share one driver, which knows the other lines' levels; the last one closes it.
/// </summary>
/// <param name="bus">Such as <c>/dev/i2c-1</c>.</param>
/// <param name="address">7 bits.</param>
public sealed class Expander(ExpanderKind kind, string bus, int address)
{
    /// <summary>The name of its lines in settings: <c>expander:5</c>.</summary>
    public const string Name = "expander";

    private readonly Lock gate = new();
    private GpioController? controller;
    private int users;

    /// <summary>The number of lines.</summary>
    public int Lines => kind == ExpanderKind.Mcp23017 ? 16 : 8;

    /// <summary>Checks that it answers, without changing anything.</summary>
    /// <exception cref="DeviceException">The bus cannot be opened, or nothing answers at the address.</exception>
    public void Examine()
    {
        // Without a driver, which would turn every line into an input.
        using var device = KernelI2cDevice.Open(bus, address);
        device.WriteRead([0x00], stackalloc byte[1]);
    }

    /// <exception cref="DeviceException">The bus cannot be opened.</exception>
    internal GpioController Take()
    {
        lock (gate)
        {
            controller ??= new(Open());
            users++;
            return controller;
        }
    }

    internal void Leave()
    {
        lock (gate)
        {
            if (--users == 0)
            {
                controller?.Dispose();
                controller = null;
            }
        }
    }

    private ExpanderDriver Open()
    {
        var device = KernelI2cDevice.Open(bus, address);
        try
        {
            return kind switch
            {
                ExpanderKind.Mcp23017 => Mcp23ExpanderDriver.Of16(device),
                ExpanderKind.Pca9554 => new Pca95ExpanderDriver(device),
                _ => Mcp23ExpanderDriver.Of8(device),
            };
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }
}
