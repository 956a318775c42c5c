using System.Device.Gpio;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Gpio;

namespace Kiosk.Hardware.Tests.Indicators;

/// <summary>A chip with one line that keeps its level, and fails while it is told to.</summary>
internal sealed class LineRecorder : OneLineDriver
{
    public GpioOutput Output => field ??= new(new GpioController(this), 0, "line", activeLow: false, Dispose);

    public bool IsActive => Level == PinValue.High;

    public bool IsDisposed { get; private set; }

    public bool Fails { get; set; }

    /// <summary>Called before the level changes.</summary>
    public Action OnWrite { get; set; } = () => { };

    public static implicit operator GpioOutput(LineRecorder recorder) => recorder.Output;

    protected override void Write(int pinNumber, PinValue value)
    {
        if (Fails)
        {
            throw new DeviceFaultException("line", "line cannot be set");
        }

        OnWrite();
        base.Write(pinNumber, value);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
