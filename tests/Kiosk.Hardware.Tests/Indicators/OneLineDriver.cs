using System.Device.Gpio;

namespace Kiosk.Hardware.Tests.Indicators;

/// <summary>A chip with one line in memory.</summary>
internal class OneLineDriver : GpioDriver
{
    private readonly List<PinChangeEventHandler> callbacks = [];

    public PinValue Level { get; private set; }

    public PinMode Mode { get; private set; }

    protected override int PinCount => 1;

    /// <summary>The level of an input, which changes by itself.</summary>
    public void Drive(PinValue level)
    {
        Level = level;
        callbacks.ForEach(callback => callback(this, new(level == PinValue.High ? PinEventTypes.Rising : PinEventTypes.Falling, 0)));
    }

    protected override void OpenPin(int pinNumber)
    {
    }

    protected override void ClosePin(int pinNumber)
    {
    }

    protected override void SetPinMode(int pinNumber, PinMode mode) => Mode = mode;

    protected override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue) => (Mode, Level) = (mode, initialValue);

    protected override PinMode GetPinMode(int pinNumber) => Mode;

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => true;

    protected override PinValue Read(int pinNumber) => Level;

    protected override void Write(int pinNumber, PinValue value) => Level = value;

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) => throw new NotSupportedException();

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) => callbacks.Add(callback);

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) => callbacks.Remove(callback);
}
