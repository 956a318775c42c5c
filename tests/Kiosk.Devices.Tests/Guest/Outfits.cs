namespace Kiosk.Devices.Tests.Guest;

/// <summary>Settings of terminals with different devices. Lines 0 to 2 are the lamp, 3 the buzzer, 4 the door, 5 the tamper switch.</summary>
internal static class Outfits
{
    /// <summary>A panel, an RGB lamp, a buzzer with a pitch of its own, a door, a tamper switch.</summary>
    public const string Hall = "hall";

    /// <summary>A small panel on I2C, three single LEDs, a buzzer on PWM, a clock.</summary>
    public const string Box = "box";

    /// <summary>Nothing but a lamp: all else that the settings name is missing.</summary>
    public const string Bare = "bare";

    /// <summary>A panel with a lamp of its own, at night.</summary>
    public const string Night = "night";

    public static IReadOnlyDictionary<string, Dictionary<string, object>> All { get; } = new Dictionary<string, Dictionary<string, object>>(StringComparer.Ordinal)
    {
        [Hall] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "drm" },
            ["Lamp"] = new { Red = "terminal:0", Green = "terminal:1", Blue = "terminal:2" },
            ["Buzzer"] = new { Line = "terminal:3" },
            ["Relay"] = new { Line = "terminal:4", PulseMilliseconds = 1500 },
            ["Inputs"] = new { Tamper = "TAMPER", Pull = "asis", DebounceMilliseconds = 50 },
            ["Touch"] = new { Device = "auto" },
        },
        [Box] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "oled", Device = "/dev/i2c-0" },
            ["Lamp"] = new { Red = "terminal:0", Green = "terminal:1", Amber = "terminal:2" },
            ["Buzzer"] = new { PwmChip = "pwmchip0", Volume = 50 },
            ["Clock"] = new { Bus = "/dev/i2c-0" },
        },
        [Bare] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "drm", Device = "/dev/dri/card9" },
            ["Lamp"] = new { Red = "terminal:0", Green = "terminal:1", Blue = "terminal:2" },
            ["Buzzer"] = new { Line = "nowhere:3" },
            ["Relay"] = new { Line = "GPIO99" },
            ["Inputs"] = new { Tamper = "nowhere:5" },
            ["Clock"] = new { Bus = "/dev/i2c-9" },
            ["Touch"] = new { Device = "/dev/input/event99" },
        },
        [Night] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "drm" },
            ["Lamp"] = new { Red = "terminal:0", Green = "terminal:1", Blue = "terminal:2" },
            ["Buzzer"] = new { Line = "terminal:3" },
            ["Night"] = new { From = "00:00", To = "23:59", Brightness = 20 },
        },
    };
}
