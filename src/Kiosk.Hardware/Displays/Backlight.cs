using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Displays;

/// <summary>The lamp behind a panel, below /sys/class/backlight.</summary>
public sealed class Backlight
{
    private const string SystemFolder = "/sys/class/backlight";

    private readonly string folder;
    private readonly int max;

    private Backlight(string folder, int max) => (this.folder, this.max) = (folder, max);

    /// <summary>Takes the only one there is.</summary>
    /// <returns>Null where the machine shows none: the panel has no lamp to dim, or dims it by itself.</returns>
    /// <exception cref="DeviceException">Its attributes cannot be read.</exception>
    public static Backlight? Find()
    {
        var found = NodeFolder.Entries(SystemFolder, "*") is [var first, ..] ? first : null;
        return found is null ? null : new(found, SysfsFile.ReadNumber(Path.Combine(found, "max_brightness")));
    }

    /// <param name="percent">0 is dark, 100 full brightness; anything above 0 leaves at least a glimmer.</param>
    /// <exception cref="DeviceException">The attribute may not be written, or the lamp went away.</exception>
    public void Set(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        SysfsFile.Write(Path.Combine(folder, "brightness"), percent == 0 ? 0 : Math.Max(1, (long)max * percent / 100));
    }
}
