using System.Buffers.Binary;
using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.Gpio.GpioNative;

namespace Kiosk.Hardware.Gpio;

/// <summary>A line of a GPIO chip that the terminal listens to, debounced by the kernel.</summary>
public sealed unsafe class GpioInput : IDisposable
{
    private readonly DeviceNode line;
    private readonly NodeListener listener;

    private GpioInput(DeviceNode line, string name, Action<bool> onChange, Action<DeviceException> onLost)
    {
        this.line = line;
        listener = new(name, line, EventLength, record => onChange(IsRising(record)), onLost);
    }

    /// <summary>Takes the line and listens to it at once.</summary>
    /// <param name="activeLow">A low line is active: the usual case of a contact to ground with a pull-up.</param>
    /// <param name="debounce">How long a level must last to count.</param>
    /// <param name="onChange">Called on the line's own thread with whether it is active now; must not block.</param>
    /// <param name="onLost">Called once when the chip goes away.</param>
    /// <exception cref="DeviceException">There is no such line, or somebody holds it.</exception>
    public static GpioInput Request(
        GpioAddress address, bool activeLow, GpioBias bias, TimeSpan debounce, Action<bool> onChange, Action<DeviceException> onLost)
    {
        var flags = GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_EDGE_RISING | GPIO_V2_LINE_FLAG_EDGE_FALLING
            | (activeLow ? GPIO_V2_LINE_FLAG_ACTIVE_LOW : 0)
            | bias switch
            {
                GpioBias.PullUp => GPIO_V2_LINE_FLAG_BIAS_PULL_UP,
                GpioBias.PullDown => GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN,
                GpioBias.Disabled => GPIO_V2_LINE_FLAG_BIAS_DISABLED,
                _ => 0,
            };
        return new(GpioChip.Request(address, flags, debounce), $"gpio {address}", onChange, onLost);
    }

    /// <exception cref="DeviceException">The chip went away.</exception>
    public bool IsActive()
    {
        var values = new LineValues { Mask = 1 };
        line.Control(GPIO_V2_LINE_GET_VALUES_IOCTL, &values, "be read");
        return (values.Bits & 1) != 0;
    }

    public void Dispose() => listener.Dispose();

    // The kernel has turned the edges of an active-low line round already.
    private static bool IsRising(ReadOnlySpan<byte> record) =>
        BinaryPrimitives.ReadUInt32LittleEndian(record[EventIdOffset..]) == GPIO_V2_LINE_EVENT_RISING_EDGE;
}
