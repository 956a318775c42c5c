using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Indicators;

/// <summary>A lamp that shows one state (colour and rhythm) until the next. Safe to call from any thread; dark once disposed.</summary>
public sealed class StatusLamp : IDisposable
{
    private readonly ILamp light;
    private readonly Action<DeviceException> onFailure;
    private readonly Countdown timer;
    private readonly Lock gate = new();
    private LedColor color;
    private IReadOnlyList<TimeSpan> rhythm = [TimeSpan.Zero];
    private int step;
    private bool isDisposed;

    /// <param name="light">Disposed with the lamp.</param>
    /// <param name="onFailure">Called each time the light cannot be set; the next change tries again.</param>
    public StatusLamp(ILamp light, TimeProvider time, Action<DeviceException> onFailure)
    {
        ArgumentNullException.ThrowIfNull(light);
        ArgumentNullException.ThrowIfNull(time);
        (this.light, this.onFailure) = (light, onFailure);
        timer = new(time, Advance);
        Show(LedColor.Dark, LedPattern.Steady);
    }

    /// <summary>
    /// Shows the state, starting its rhythm. A lamp of single LEDs without white flashes amber for "ready" and blinks amber for "reading": a dark lamp
    /// would look like a dead terminal.
    /// </summary>
    public void Show(LedColor shown, LedPattern pattern)
    {
        if (shown == LedColor.White && !light.CanShow(LedColor.White))
        {
            (shown, pattern) = (light.CanShow(LedColor.Amber) ? LedColor.Amber : LedColor.Green, pattern == LedPattern.Steady ? LedPattern.Wink : pattern);
        }
        else if (shown == LedColor.Amber && !light.CanShow(LedColor.Amber))
        {
            // With red and green only, both colours are taken; the slow rhythm is not.
            shown = LedColor.Red;
        }

        lock (gate)
        {
            (color, rhythm, step) = (shown, LedRhythm.Of(pattern), 0);
            Apply();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            (color, rhythm, step) = (LedColor.Dark, [TimeSpan.Zero], 0);
            Apply();
            isDisposed = true;
            timer.Dispose();
            light.Dispose();
        }
    }

    private void Advance()
    {
        lock (gate)
        {
            if (!isDisposed && timer.IsOver())
            {
                step = (step + 1) % rhythm.Count;
                Apply();
            }
        }
    }

    private void Apply()
    {
        if (isDisposed)
        {
            return;
        }

        try
        {
            light.Light(step % 2 == 0 ? color : LedColor.Dark);
        }
        catch (DeviceException failure)
        {
            onFailure(failure);
        }

        if (rhythm[step] > TimeSpan.Zero)
        {
            timer.Start(rhythm[step]);
        }
        else
        {
            timer.Stop();
        }
    }
}
