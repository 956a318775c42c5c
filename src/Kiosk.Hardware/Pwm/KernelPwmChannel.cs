using System.Device.Pwm;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Pwm;

/// <summary>
/// One channel of a PWM chip below /sys/class/pwm, silent once opened and once disposed. Throws only <see cref="DeviceException"/>; the library's own
/// channel neither tells a missing chip from a forbidden one nor can check for one without exporting it.
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
    /// <exception cref="DeviceException">There is no such channel, or it cannot be exported.</exception>
    public static KernelPwmChannel Open(string chip, int channel) => Open(SystemFolder, chip, channel);

    /// <summary>Checks that the channel exists and may be used, without changing anything: a tone continues.</summary>
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

        // Opened for writing to detect missing permission, and closed again.
        var own = Path.Combine(chipFolder, $"pwm{channel}");
        DeviceNode.Open(Directory.Exists(own) ? Path.Combine(own, "enable") : Path.Combine(chipFolder, "export"), Libc.O_WRONLY).Dispose();
    }

    /// <exception cref="DeviceException">The chip cannot produce this frequency.</exception>
    public override void Start()
    {
        if (!isRunning)
        {
            isRunning = true;
            Apply();
        }

        SysfsFile.Write(Attribute("enable"), 1);
    }

    /// <exception cref="DeviceException">The chip is gone.</exception>
    public override void Stop()
    {
        isRunning = false;
        // Before the first period is set, the kernel rejects even disabling.
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
            // Already gone, and silent.
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

        // The kernel rejects a duty cycle beyond the period, even between the two writes.
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
