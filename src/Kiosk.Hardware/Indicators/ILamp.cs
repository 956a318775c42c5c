using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Indicators;

/// <summary>What shines behind a <see cref="StatusLamp"/>.</summary>
public interface ILamp : IDisposable
{
    /// <summary>Whether the lamp can show this colour and no other instead.</summary>
    bool CanShow(LedColor color);

    /// <summary>Lights this colour and nothing else; a colour that the lamp cannot show leaves it dark.</summary>
    /// <exception cref="DeviceException">The lamp went away.</exception>
    void Light(LedColor color);
}
