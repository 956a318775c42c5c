using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Indicators;

/// <summary>The sound source of a <see cref="Buzzer"/>; silent once disposed.</summary>
public interface ISounder : IDisposable
{
    /// <param name="hertz">Ignored if the pitch is fixed.</param>
    /// <exception cref="DeviceException">The chip is gone or cannot produce this pitch.</exception>
    void Start(int hertz);

    /// <exception cref="DeviceException">The chip is gone.</exception>
    void Stop();
}
