using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Indicators;

/// <summary>What makes the noise of a <see cref="Buzzer"/>; silent when disposed.</summary>
public interface ISounder : IDisposable
{
    /// <param name="hertz">Heeded where the pitch can be chosen.</param>
    /// <exception cref="DeviceException">The chip went away or cannot make this pitch.</exception>
    void Start(int hertz);

    /// <exception cref="DeviceException">The chip went away.</exception>
    void Stop();
}
