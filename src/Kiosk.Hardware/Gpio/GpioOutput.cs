using System.Device.Gpio;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Gpio;

/// <summary>One line that the terminal drives, held until it is disposed. Active is what the device behind it calls on; whether that is high or low is said when it is opened.</summary>
public sealed class GpioOutput : IDisposable
{
    private readonly GpioController controller;
    private readonly int pin;
    private readonly string name;
    private readonly bool activeLow;
    private readonly Action release;
    private bool isDisposed;

    /// <summary>Takes the line, inactive.</summary>
    /// <param name="name">As the settings name it.</param>
    /// <param name="release">Called when the line is disposed of, with its pin closed.</param>
    /// <exception cref="DeviceException">There is no such line, or somebody holds it.</exception>
    internal GpioOutput(GpioController controller, int pin, string name, bool activeLow, Action release)
    {
        (this.controller, this.pin, this.name, this.activeLow, this.release) = (controller, pin, name, activeLow, release);
        GpioFault.Translate(name, () => controller.OpenPin(pin, PinMode.Output, activeLow));
    }

    /// <summary>Safe to call from any thread; the line keeps its level until the next call.</summary>
    /// <exception cref="DeviceException">The chip went away.</exception>
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
