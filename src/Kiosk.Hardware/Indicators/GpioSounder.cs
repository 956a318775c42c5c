using Kiosk.Hardware.Gpio;

namespace Kiosk.Hardware.Indicators;

/// <summary>An active buzzer on a line: it sounds at its own pitch and loudness while the line is active.</summary>
public sealed class GpioSounder(GpioOutput line) : ISounder
{
    public void Start(int hertz) => line.Write(active: true);

    public void Stop() => line.Write(active: false);

    public void Dispose() => line.Dispose();
}
