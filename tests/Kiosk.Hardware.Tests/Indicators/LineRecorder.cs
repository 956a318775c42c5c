using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Gpio;

namespace Kiosk.Hardware.Tests.Indicators;

/// <summary>A line that keeps its level, and fails while it is told to.</summary>
internal sealed class LineRecorder : IGpioLine
{
    public bool IsActive { get; private set; }

    public bool IsDisposed { get; private set; }

    public bool Fails { get; set; }

    /// <summary>Called before the level changes.</summary>
    public Action OnWrite { get; set; } = () => { };

    public void Write(bool active)
    {
        if (Fails)
        {
            throw new DeviceFaultException("line", "line cannot be set");
        }

        OnWrite();
        IsActive = active;
    }

    public void Dispose() => IsDisposed = true;
}
