using System.Device.Gpio;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Gpio;

/// <summary>An input line, held until it is disposed.</summary>
public sealed class GpioInput : IDisposable
{
    private readonly GpioController controller;
    private readonly int pin;
    private readonly string name;
    private readonly bool activeLow;
    private readonly Action<bool> onChange;
    private readonly Action<DeviceException> onLost;
    private readonly TimeSpan settling;
    private readonly Countdown countdown;
    private readonly Lock gate = new();
    private bool told;

    /// <summary>Requests the line and starts listening.</summary>
    /// <param name="activeLow">A low line is active: the usual case of a contact to ground with a pull-up.</param>
    /// <param name="settling">How long a level must last to count if the driver does not debounce; otherwise zero.</param>
    /// <param name="onChange">Called with whether the line is active, on a thread of the driver or timer; must not block.</param>
    /// <param name="onLost">Called if the line cannot be read after the debounce time.</param>
    /// <exception cref="DeviceException">There is no such line, or it is in use.</exception>
    internal GpioInput(GpioController controller, int pin, string name, bool activeLow, PinMode mode, TimeSpan settling, TimeProvider time, Action<bool> onChange, Action<DeviceException> onLost)
    {
        (this.controller, this.pin, this.name, this.activeLow, this.settling, this.onChange, this.onLost) = (controller, pin, name, activeLow, settling, onChange, onLost);
        countdown = new(time, Settled);
        GpioFault.Translate(name, () =>
        {
            controller.OpenPin(pin, mode);
            told = IsActive();
            controller.RegisterCallbackForPinValueChangedEvent(pin, PinEventTypes.Rising | PinEventTypes.Falling, Changed);
        });
    }

    /// <exception cref="DeviceException">The chip is gone.</exception>
    public bool IsActive() => GpioFault.Translate(name, () => (controller.Read(pin) == PinValue.High) != activeLow);

    public void Dispose()
    {
        lock (gate)
        {
            countdown.Stop();
            countdown.Dispose();
        }

        controller.Dispose();
    }

    private void Changed(object sender, PinValueChangedEventArgs change)
    {
        if (settling > TimeSpan.Zero)
        {
            lock (gate)
            {
                countdown.Start(settling);
            }
        }
        else
        {
            onChange((change.ChangeType == PinEventTypes.Rising) != activeLow);
        }
    }

    private void Settled()
    {
        try
        {
            if (TakeNews() is { } active)
            {
                onChange(active);
            }
        }
        catch (DeviceException lost)
        {
            onLost(lost);
        }
    }

    private bool? TakeNews()
    {
        lock (gate)
        {
            if (!countdown.IsOver() || IsActive() == told)
            {
                return null;
            }

            told = !told;
            return told;
        }
    }
}
