using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Gpio;

namespace Kiosk.Hardware.Door;

/// <summary>Opens a door or gate with a pulse on a line. The line is always released after the pulse. Safe to call from any thread.</summary>
public sealed class DoorRelay : IDisposable
{
    /// <summary>A lock released longer than this amounts to an open door.</summary>
    public static readonly TimeSpan MaxPulse = TimeSpan.FromSeconds(30);

    private readonly GpioOutput line;
    private readonly TimeSpan pulse;
    private readonly Action<DeviceException> onFailure;
    private readonly Countdown timer;
    private readonly Lock gate = new();
    private bool isDisposed;

    /// <param name="line">Disposed with the relay.</param>
    /// <param name="onFailure">Called when the line cannot be released after a pulse.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pulse is not positive, or longer than <see cref="MaxPulse"/>.</exception>
    public DoorRelay(GpioOutput line, TimeSpan pulse, TimeProvider time, Action<DeviceException> onFailure)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pulse, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pulse, MaxPulse);
        (this.line, this.pulse, this.onFailure) = (line, pulse, onFailure);
        timer = new(time, End);
    }

    /// <summary>Starts a pulse, or extends the current one to a full pulse from now.</summary>
    /// <exception cref="DeviceException">The chip is gone; the door stays shut.</exception>
    public void Open()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            // The end is scheduled before the line is switched on; the pulse counts from then.
            timer.Start(pulse);
            line.Write(active: true);
            timer.Start(pulse);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (!isDisposed)
            {
                Release();
                isDisposed = true;
                timer.Dispose();
                line.Dispose();
            }
        }
    }

    private void End()
    {
        lock (gate)
        {
            if (!isDisposed && timer.IsOver())
            {
                Release();
            }
        }
    }

    private void Release()
    {
        try
        {
            line.Write(active: false);
        }
        catch (DeviceException failure)
        {
            onFailure(failure);
        }
    }
}
