using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Indicators;

/// <summary>The light of a <see cref="StatusLamp"/>.</summary>
public interface ILamp : IDisposable
{
    /// <summary>Whether the lamp can show exactly this colour.</summary>
    bool CanShow(LedColor color);

    /// <summary>Lights only this colour; the lamp is dark if it cannot show it.</summary>
    /// <exception cref="DeviceException">The lamp is gone.</exception>
    void Light(LedColor color);
}
