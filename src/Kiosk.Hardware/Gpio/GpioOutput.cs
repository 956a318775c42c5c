using System.Device.Gpio;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Gpio;

/// <summary>An output line, held until it is disposed. Active means that the device is on; whether that is high or low is chosen when the line is opened.</summary>
public sealed class GpioOutput : IDisposable
{
    private readonly GpioController controller;
    private readonly int pin;
    private readonly string name;
    private readonly bool activeLow;
    private readonly Action release;
    private bool isDisposed;

    /// <summary>Requests the line, inactive.</summary>
    /// <param name="name">As the settings name it.</param>
    /// <param name="release">Called when the line is disposed, after its pin is closed.</param>
    /// <exception cref="DeviceException">There is no such line, or it is in use.</exception>
    internal GpioOutput(GpioController controller, int pin, string name, bool activeLow, Action release)
    {
        (this.controller, this.pin, this.name, this.activeLow, this.release) = (controller, pin, name, activeLow, release);
        GpioFault.Translate(name, () => controller.OpenPin(pin, PinMode.Output, activeLow));
    }

    /// <summary>Safe to call from any thread; the line keeps its level until the next call.</summary>
    /// <exception cref="DeviceException">The chip is gone.</exception>
    public void Write(bool active) => GpioFault.Translate(name, () => controller.Write(pin, active != activeLow));

    public void Dispose()
    {
        if (!isDisposed)
        {
            isDisposed = true;
            controller.ClosePin(pin);
            release();
        }
    }
}
