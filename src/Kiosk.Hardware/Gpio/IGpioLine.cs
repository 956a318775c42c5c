using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Gpio;

/// <summary>One output line, held until it is disposed. Active is what the device behind it calls on; whether that is high or low was said when it was requested.</summary>
public interface IGpioLine : IDisposable
{
    /// <summary>Safe to call from any thread; the line keeps its level until the next call.</summary>
    /// <exception cref="DeviceException">The chip went away.</exception>
    void Write(bool active);
}
