using System.Device.Pwm;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Pwm;

namespace Kiosk.Hardware.Indicators;

/// <summary>A passive buzzer on a PWM channel: frequency sets the pitch, duty cycle the loudness.</summary>
public sealed class PwmSounder : ISounder
{
    private const double MaxDuty = 0.5;

    private readonly PwmChannel channel;

    /// <param name="channel">Disposed with the sounder.</param>
    /// <param name="volume">In percent. A square wave is loudest at half duty, and hearing is logarithmic: 50 is a quarter of the maximum duty.</param>
    internal PwmSounder(PwmChannel channel, int volume)
    {
        this.channel = channel;
        channel.DutyCycle = MaxDuty * volume * volume / 10_000;
    }

    /// <inheritdoc cref="PwmSounder(PwmChannel, int)"/>
    /// <exception cref="DeviceException">There is no such channel, or it cannot be exported.</exception>
    public static PwmSounder Open(string chip, int channel, int volume) => new(KernelPwmChannel.Open(chip, channel), volume);

    public void Start(int hertz)
    {
        channel.Frequency = hertz;
        channel.Start();
    }

    public void Stop() => channel.Stop();

    public void Dispose() => channel.Dispose();
}
