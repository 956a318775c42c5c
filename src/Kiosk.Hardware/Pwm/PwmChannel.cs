using System.Globalization;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Pwm;

/// <summary>One channel of a PWM chip below /sys/class/pwm, stopped when it is opened and when it is disposed.</summary>
public sealed class PwmChannel : IDisposable
{
    private const string SystemFolder = "/sys/class/pwm";
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly string folder;
    private long duty;

    private PwmChannel(string folder) => this.folder = folder;

    /// <param name="chip">Such as <c>pwmchip0</c>.</param>
    /// <exception cref="DeviceException">There is no such channel, or it cannot be taken.</exception>
    public static PwmChannel Open(string chip, int channel)
    {
        var own = Path.Combine(SystemFolder, chip, $"pwm{channel}");
        if (!Directory.Exists(own))
        {
            SysfsFile.Write(Path.Combine(SystemFolder, chip, "export"), channel);
        }

        var opened = new PwmChannel(own);
        opened.Stop();
        opened.duty = SysfsFile.ReadNumber(opened.Attribute("duty_cycle"));
        return opened;
    }

    /// <summary>Looks whether the channel is there and may be used, and changes nothing: a tone sounds on.</summary>
    /// <exception cref="DeviceException">There is no such channel, or it may not be used.</exception>
    public static void Examine(string chip, int channel) => Examine(SystemFolder, chip, channel);

    /// <summary>Splits <c>pwmchip0:1</c>.</summary>
    /// <returns>Null where the text is no such address.</returns>
    public static (string Chip, int Channel)? TryParseAddress(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > "pwmchip".Length && text.StartsWith("pwmchip", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan("pwmchip".Length, colon - "pwmchip".Length), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var channel)
            ? (text[..colon], channel)
            : null;
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

    /// <param name="dutyRatio">Between 0 and 1.</param>
    /// <exception cref="DeviceException">The chip cannot make this frequency.</exception>
    public void Start(int hertz, double dutyRatio)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hertz);
        var (newPeriod, newDuty) = (NanosecondsPerSecond / hertz, (long)(NanosecondsPerSecond / hertz * Math.Clamp(dutyRatio, 0, 1)));

        // The kernel refuses a duty beyond the period, also for the moment between the two writes.
        if (newPeriod < duty)
        {
            SetDuty(newDuty);
            SetPeriod(newPeriod);
        }
        else
        {
            SetPeriod(newPeriod);
            SetDuty(newDuty);
        }

        SysfsFile.Write(Attribute("enable"), 1);
    }

    /// <exception cref="DeviceException">The chip went away.</exception>
    public void Stop()
    {
        // Asked to stop before its first period was set, the kernel refuses even that.
        if (SysfsFile.ReadNumber(Attribute("period")) != 0)
        {
            SysfsFile.Write(Attribute("enable"), 0);
        }
    }

    public void Dispose()
    {
        try
        {
            Stop();
        }
        catch (DeviceException)
        {
            // Gone already, and silent.
        }
    }

    private void SetPeriod(long nanoseconds)
    {
        SysfsFile.Write(Attribute("period"), nanoseconds);
    }

    private void SetDuty(long nanoseconds)
    {
        SysfsFile.Write(Attribute("duty_cycle"), nanoseconds);
        duty = nanoseconds;
    }

    private string Attribute(string name) => Path.Combine(folder, name);
}
