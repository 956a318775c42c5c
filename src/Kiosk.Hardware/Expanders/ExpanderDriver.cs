using System.Device.Gpio;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Expanders;

/// <summary>
/// The outputs of a port expander as a System.Device.Gpio driver. Keeps the chip's intended state and sends all of it with each write, levels before directions: a chip that lost power
/// comes back with all lines as inputs and would silently drop a level. Outputs only, because an expander does not report changes.
/// </summary>
internal abstract class ExpanderDriver : GpioDriver
{
    private const int PortWidth = 8;
    private const byte EveryLine = 0xFF;

    private readonly Lock gate = new();
    private readonly byte[] levels;
    private readonly byte[] inputs;

    /// <param name="ports">The number of ports, of eight lines each.</param>
    protected ExpanderDriver(int ports)
    {
        (levels, inputs) = (new byte[ports], new byte[ports]);
        Array.Fill(inputs, EveryLine);
    }

    protected sealed override int PinCount => levels.Length * PortWidth;

    /// <summary>Sends the levels of the port's outputs (1 is high), then the directions of its lines (1 is input).</summary>
    /// <exception cref="DeviceException">The chip does not answer.</exception>
    protected abstract void Send(int port, byte levels, byte inputs);

    protected sealed override void OpenPin(int pinNumber) => ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pinNumber, PinCount);

    protected sealed override void ClosePin(int pinNumber)
    {
        // The line keeps its last level, as lines of the machine's own chips do.
    }

    protected sealed override bool IsPinModeSupported(int pinNumber, PinMode mode) => mode == PinMode.Output;

    protected sealed override PinMode GetPinMode(int pinNumber) => (inputs[pinNumber / PortWidth] & BitOf(pinNumber)) == 0 ? PinMode.Output : PinMode.Input;

    protected sealed override void SetPinMode(int pinNumber, PinMode mode) => SetPinMode(pinNumber, mode, PinValue.Low);

    protected sealed override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue)
    {
        lock (gate)
        {
            inputs[pinNumber / PortWidth] &= (byte)(EveryLine ^ BitOf(pinNumber));
            Set(pinNumber, initialValue);
        }
    }

    protected sealed override PinValue Read(int pinNumber) => (levels[pinNumber / PortWidth] & BitOf(pinNumber)) != 0;

    protected sealed override void Write(int pinNumber, PinValue value)
    {
        lock (gate)
        {
            Set(pinNumber, value);
        }
    }

    protected sealed override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) => throw NoEvents();

    protected sealed override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) => throw NoEvents();

    protected sealed override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) => throw NoEvents();

    private static NotSupportedException NoEvents() => new("an expander tells of no change; wire the contact to a line of the machine's own.");

    private static byte BitOf(int pinNumber) => (byte)(1 << (pinNumber % PortWidth));

    private void Set(int pinNumber, PinValue value)
    {
        var port = pinNumber / PortWidth;
        levels[port] = (byte)(value == PinValue.High ? levels[port] | BitOf(pinNumber) : levels[port] & (EveryLine ^ BitOf(pinNumber)));
        Send(port, levels[port], inputs[port]);
    }
}
