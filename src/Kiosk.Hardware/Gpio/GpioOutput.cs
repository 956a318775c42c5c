using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.Gpio.GpioNative;

namespace Kiosk.Hardware.Gpio;

/// <summary>A line of a GPIO chip that the terminal drives.</summary>
public sealed unsafe class GpioOutput : IGpioLine
{
    private readonly DeviceNode line;

    private GpioOutput(DeviceNode line) => this.line = line;

    /// <summary>Takes the line, inactive.</summary>
    /// <param name="activeLow">The device is on while the line is low.</param>
    /// <exception cref="DeviceException">There is no such line, or somebody holds it.</exception>
    public static GpioOutput Request(GpioAddress address, bool activeLow) =>
        new(GpioChip.Request(address, GPIO_V2_LINE_FLAG_OUTPUT | (activeLow ? GPIO_V2_LINE_FLAG_ACTIVE_LOW : 0), TimeSpan.Zero));

    public void Write(bool active)
    {
        var values = new LineValues { Bits = active ? 1u : 0u, Mask = 1 };
        line.Control(GPIO_V2_LINE_SET_VALUES_IOCTL, &values, "be set");
    }

    public void Dispose() => line.Dispose();
}
