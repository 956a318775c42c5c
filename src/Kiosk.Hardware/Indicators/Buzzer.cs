using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Indicators;

/// <summary>Plays tones in sequence without blocking. A new call replaces what is being played. Safe to call from any thread.</summary>
public sealed class Buzzer : IDisposable
{
    private readonly ISounder sounder;
    private readonly Action<DeviceException> onFailure;
    private readonly Countdown timer;
    private readonly Lock gate = new();
    private IReadOnlyList<Tone> tones = [];
    private int next;
    private bool isDisposed;

    /// <param name="sounder">Disposed with the buzzer.</param>
    /// <param name="onFailure">Called each time the sounder fails; that melody ends.</param>
    public Buzzer(ISounder sounder, TimeProvider time, Action<DeviceException> onFailure)
    {
        ArgumentNullException.ThrowIfNull(time);
        (this.sounder, this.onFailure) = (sounder, onFailure);
        timer = new(time, Advance);
    }

    /// <param name="melody">Empty for silence.</param>
    public void Play(IReadOnlyList<Tone> melody)
    {
        lock (gate)
        {
            (tones, next) = (melody, 0);
            Sound();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (!isDisposed)
            {
                (tones, next) = ([], 0);
                Sound();
                isDisposed = true;
                timer.Dispose();
                sounder.Dispose();
            }
        }
    }

    private void Advance()
    {
        lock (gate)
        {
            if (timer.IsOver())
            {
                Sound();
            }
        }
    }

    private void Sound()
    {
        if (isDisposed)
        {
            return;
        }

        var tone = next < tones.Count ? tones[next++] : default;
        try
        {
            if (tone.Hertz > 0)
            {
                sounder.Start(tone.Hertz);
            }
            else
            {
                sounder.Stop();
            }
        }
        catch (DeviceException failure)
        {
            (tones, tone) = ([], default);
            onFailure(failure);
        }

        if (tone.Length > TimeSpan.Zero)
        {
            timer.Start(tone.Length);
        }
        else
        {
            timer.Stop();
        }
    }
}
