using System.Device.Pwm;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Pwm;

/// <summary>
/// One channel of a PWM chip below /sys/class/pwm, silent when it is opened and when it is disposed. Whatever it throws is a <see cref="DeviceException"/>; the library's own
/// channel tells neither a missing chip from a forbidden one nor can it be asked for without being taken.
/// </summary>
public sealed class KernelPwmChannel : PwmChannel
{
    private const string SystemFolder = "/sys/class/pwm";
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int FirstFrequency = 1000;

    private readonly string folder;
    private long writtenDuty;
    private int frequency = FirstFrequency;
    private double dutyCycle;
    private bool isRunning;

    private KernelPwmChannel(string folder) => this.folder = folder;

    /// <summary>In hertz.</summary>
    public override int Frequency
    {
        get => frequency;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            frequency = value;
            Apply();
        }
    }

    /// <summary>Between 0 and 1.</summary>
    public override double DutyCycle
    {
        get => dutyCycle;
        set
        {
            dutyCycle = Math.Clamp(value, 0, 1);
            Apply();
        }
    }

    /// <param name="chip">Such as <c>pwmchip0</c>.</param>
    /// <exception cref="DeviceException">There is no such channel, or it cannot be taken.</exception>
    public static KernelPwmChannel Open(string chip, int channel) => Open(SystemFolder, chip, channel);

    /// <summary>Looks whether the channel is there and may be used, and changes nothing: a tone sounds on.</summary>
    /// <exception cref="DeviceException">There is no such channel, or it may not be used.</exception>
    public static void Examine(string chip, int channel) => Examine(SystemFolder, chip, channel);

    /// <inheritdoc cref="Open(string, int)"/>
    /// <param name="systemFolder">Where the chips are.</param>
    internal static KernelPwmChannel Open(string systemFolder, string chip, int channel)
    {
        var own = Path.Combine(systemFolder, chip, $"pwm{channel}");
        if (!Directory.Exists(own))
        {
            SysfsFile.Write(Path.Combine(systemFolder, chip, "export"), channel);
        }

        var opened = new KernelPwmChannel(own);
        opened.Stop();
        opened.writtenDuty = SysfsFile.ReadNumber(opened.Attribute("duty_cycle"));
        return opened;
    }

    /// <param name="systemFolder">Where the chips are.</param>
    internal static void Examine(string systemFolder, string chip, int channel)
    {
        var chipFolder = Path.Combine(systemFolder, chip);
        var count = SysfsFile.ReadNumber(Path.Combine(chipFolder, "npwm"));
        if (channel >= count)
        {
            throw new DeviceMissingException($"{chip}:{channel}", $"{chip} has {count} channels, counted from 0; there is no channel {channel}.");
        }

        // Opened for writing, so that a lack of permission shows, and closed again.
        var own = Path.Combine(chipFolder, $"pwm{channel}");
        DeviceNode.Open(Directory.Exists(own) ? Path.Combine(own, "enable") : Path.Combine(chipFolder, "export"), Libc.O_WRONLY).Dispose();
    }

    /// <exception cref="DeviceException">The chip cannot make this frequency.</exception>
    public override void Start()
    {
        if (!isRunning)
        {
            isRunning = true;
            Apply();
        }

        SysfsFile.Write(Attribute("enable"), 1);
    }

    /// <exception cref="DeviceException">The chip went away.</exception>
    public override void Stop()
    {
        isRunning = false;
        // Asked to stop before its first period was set, the kernel refuses even that.
        if (SysfsFile.ReadNumber(Attribute("period")) != 0)
        {
            SysfsFile.Write(Attribute("enable"), 0);
        }
    }

    protected override void Dispose(bool disposing)
    {
        try
        {
            Stop();
        }
        catch (DeviceException)
        {
            // Gone already, and silent.
        }

        base.Dispose(disposing);
    }

    private void Apply()
    {
        if (!isRunning)
        {
            return;
        }

        var period = NanosecondsPerSecond / frequency;
        var duty = (long)(period * dutyCycle);

        // The kernel refuses a duty beyond the period, also for the moment between the two writes.
        if (period < writtenDuty)
        {
            SetDuty(duty);
            SysfsFile.Write(Attribute("period"), period);
        }
        else
        {
            SysfsFile.Write(Attribute("period"), period);
            SetDuty(duty);
        }
    }

    private void SetDuty(long nanoseconds)
    {
        SysfsFile.Write(Attribute("duty_cycle"), nanoseconds);
        writtenDuty = nanoseconds;
    }

    private string Attribute(string name) => Path.Combine(folder, name);
}
