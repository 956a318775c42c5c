using Kiosk.Hardware.Pwm;

namespace Kiosk.Hardware.Indicators;

/// <summary>A passive buzzer on a PWM channel: pitch by frequency, loudness by duty.</summary>
/// <param name="volume">In percent. A square wave is loudest at half duty, and the ear hears ratios: 50 is a quarter of the greatest duty.</param>
public sealed class PwmSounder(PwmChannel channel, int volume) : ISounder
{
    private const double MaxDuty = 0.5;

    private readonly double duty = MaxDuty * volume * volume / 10_000;

    public void Start(int hertz) => channel.Start(hertz, duty);

    public void Stop() => channel.Stop();

    public void Dispose() => channel.Dispose();
}
