using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Displays;

/// <summary>A panel's backlight, below /sys/class/backlight.</summary>
public sealed class Backlight
{
    private const string SystemFolder = "/sys/class/backlight";

    private readonly string folder;
    private readonly int max;

    private Backlight(string folder, int max) => (this.folder, this.max) = (folder, max);

    /// <summary>Finds the only backlight.</summary>
    /// <returns>Null if there is none: the panel has no backlight, or controls it by itself.</returns>
    /// <exception cref="DeviceException">Its attributes cannot be read.</exception>
    public static Backlight? Find()
    {
        var found = NodeFolder.Entries(SystemFolder, "*") is [var first, ..] ? first : null;
        return found is null ? null : new(found, SysfsFile.ReadNumber(Path.Combine(found, "max_brightness")));
    }

    /// <param name="percent">0 is dark, 100 full brightness; any value above 0 leaves some light.</param>
    /// <exception cref="DeviceException">The attribute may not be written, or the backlight is gone.</exception>
    public void Set(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        SysfsFile.Write(Path.Combine(folder, "brightness"), percent == 0 ? 0 : Math.Max(1, (long)max * percent / 100));
    }
}
