using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>Settings of terminals with different devices. Lines 0 to 2 are the lamp, 3 the buzzer, 4 the door, 5 the tamper switch, 6 the door's contact.</summary>
internal static class Outfits
{
    /// <summary>A panel, an RGB lamp, a buzzer with a pitch of its own, a door with its contact, a tamper switch.</summary>
    public const string Hall = "hall";

    /// <summary>A small panel on I2C, three single LEDs, a buzzer on PWM, a clock.</summary>
    public const string Box = "box";

    /// <summary>A lamp on lines that are low while it is lit, a buzzer and a tamper switch, over libgpiod.</summary>
    public const string Libgpiod = "libgpiod";

    /// <summary>A character display, and lamp and door on a port expander.</summary>
    public const string Letters = "letters";

    /// <summary>Lamp and door on an expander of eight lines.</summary>
    public const string EightLines = "eight-lines";

    /// <summary>The devices of <see cref="Letters"/> at addresses and on buses where there is nothing.</summary>
    public const string NoLetters = "no-letters";

    /// <summary>Nothing but a lamp: all else that the settings name is missing.</summary>
    public const string Bare = "bare";

    /// <summary>A panel with a lamp of its own, a buzzer and a voice, at night.</summary>
    public const string Night = "night";

    /// <summary>A panel mounted upside down and sideways, dark between taps.</summary>
    public const string Dark = "dark";

    /// <summary>The other small panel, at the other address.</summary>
    public const string OtherBox = "other-box";

    /// <summary>A voice and nothing to see.</summary>
    public const string Spoken = "spoken";

    /// <summary>The same in English.</summary>
    public const string SpokenEnglish = "spoken-english";

    /// <summary>A desk for procedures with a panel that is touched.</summary>
    public const string Desk = "desk";

    /// <summary>A desk for procedures, in English, with a panel mounted sideways whose touch foil is mirrored.</summary>
    public const string TallDesk = "tall-desk";

    /// <summary>Where the panel of <see cref="TallDesk"/> is, once it is plugged in.</summary>
    public const string FingersLink = "/run/fingers";

    /// <summary>A desk for procedures whose clerk has a panel too, on a card of its own.</summary>
    public const string ClerkedDesk = "clerked-desk";

    /// <summary>A door without staff with relay, contact and siren.</summary>
    public const string Point = "point";

    /// <summary>The same, whose keys are locked when the case is opened.</summary>
    public const string LockedPoint = "locked-point";

    /// <summary>A staffed door of the meeting with a scanner, a keypad and a panel without touch.</summary>
    public const string Scanning = "scanning";

    public const string ScannerLink = "/run/scanner";
    public const string KeypadLink = "/run/keypad";

    private static readonly object Rgb = new { Red = "terminal:0", Green = "terminal:1", Blue = "terminal:2" };

    /// <summary>Where <c>./kiosk build</c> put the recordings; empty where it could not make them.</summary>
    public static string Prompts { get; } = Environment.GetEnvironmentVariable("KIOSK_PROMPTS") is { } folder && Directory.Exists(folder) ? folder : "";

    public static IReadOnlyDictionary<string, Dictionary<string, object>> All { get; } = new Dictionary<string, Dictionary<string, object>>(StringComparer.Ordinal)
    {
        [Hall] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "drm" },
            ["Lamp"] = Rgb,
            ["Buzzer"] = new { Line = "terminal:3" },
            ["Relay"] = new { Line = "terminal:4", PulseMilliseconds = 1500, OpensInVerifyMode = true, AdmitsAnyCard = true },
            ["Inputs"] = new { Tamper = "TAMPER", TamperLocks = false, DoorContact = "terminal:6", Pull = "asis", DebounceMilliseconds = 1000 },
            ["Touch"] = new { Device = "auto" },
        },
        [Box] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "oled", Device = "/dev/i2c-0" },
            ["Lamp"] = new { Red = "terminal:0", Green = "terminal:1", Amber = "terminal:2" },
            ["Buzzer"] = new { PwmChip = "pwmchip0", Volume = 50 },
            ["Clock"] = new { Bus = "/dev/i2c-0" },
        },
        [Libgpiod] = new(StringComparer.Ordinal)
        {
            ["Gpio"] = new { Driver = "libgpiod" },
            ["Lamp"] = new { Red = "terminal:0", Green = "terminal:1", Blue = "terminal:2", ActiveLow = true },
            ["Buzzer"] = new { Line = "terminal:3" },
            ["Inputs"] = new { Tamper = "TAMPER", TamperLocks = false, Pull = "asis", DebounceMilliseconds = 1000 },
        },
        [Letters] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "lcd", Device = "/dev/i2c-0" },
            ["Expander"] = new { Kind = "mcp23017", Bus = "/dev/i2c-0", Address = 32 },
            ["Lamp"] = new { Red = "expander:8", Green = "expander:9", Blue = "expander:10" },
            ["Relay"] = new { Line = "expander:0", PulseMilliseconds = 1500, OpensInVerifyMode = true, AdmitsAnyCard = true },
        },
        [EightLines] = new(StringComparer.Ordinal)
        {
            ["Expander"] = new { Kind = "pca9554", Bus = "/dev/i2c-0", Address = 36 },
            ["Lamp"] = new { Red = "expander:1", Green = "expander:2", Blue = "expander:3" },
            ["Relay"] = new { Line = "expander:0", PulseMilliseconds = 1500, OpensInVerifyMode = true, AdmitsAnyCard = true },
        },
        [NoLetters] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "lcd", Device = "/dev/i2c-0", Address = 63 },
            ["Expander"] = new { Kind = "mcp23017", Bus = "/dev/i2c-0", Address = 33 },
            ["Relay"] = new { Line = "expander:0" },
            ["Lamp"] = new { Ring = "/dev/spidev0.0" },
        },
        [Bare] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "drm", Device = "/dev/dri/card9" },
            ["Lamp"] = Rgb,
            ["Buzzer"] = new { Line = "nowhere:3", Prompts = "/nowhere" },
            ["Relay"] = new { Line = "GPIO99" },
            ["Inputs"] = new { Tamper = "nowhere:5" },
            ["Clock"] = new { Bus = "/dev/i2c-9" },
            ["Touch"] = new { Device = "/dev/input/event99" },
        },
        [Night] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "drm" },
            ["Lamp"] = Rgb,
            ["Buzzer"] = new { Line = "terminal:3", Prompts },
            ["Night"] = new { From = "00:00", To = "23:59", Brightness = 20 },
        },
        [Dark] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "drm", Rotation = 270 },
            ["Night"] = new { From = "00:00", To = "23:59", Brightness = 0 },
        },
        [OtherBox] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "oled", Device = "/dev/i2c-0", Address = 61, Controller = "sh1106" },
        },
        [Spoken] = new(StringComparer.Ordinal)
        {
            ["Lamp"] = Rgb,
            ["Buzzer"] = new { Prompts },
        },
        [SpokenEnglish] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "none", Language = "en" },
            ["Buzzer"] = new { Prompts },
        },
        [Desk] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "drm" },
            ["Touch"] = new { Device = "auto" },
            ["Mode"] = new { Kind = "procedure" },
        },
        [ClerkedDesk] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "drm", Device = "Virtual-1" },
            ["Desk"] = new { Display = new { Kind = "drm", Device = "Virtual-2" } },
            ["Mode"] = new { Kind = "procedure" },
        },
        [Point] = new(StringComparer.Ordinal)
        {
            ["Door"] = DemoPoint.WayIn,
            ["Display"] = new { Kind = "drm" },
            ["Buzzer"] = new { Line = "terminal:3" },
            ["Relay"] = new { Line = "terminal:4", PulseMilliseconds = 1500, OpensInVerifyMode = true },
            ["Inputs"] = new { DoorContact = "terminal:6", Pull = "asis", DebounceMilliseconds = 200 },
            ["Alarm"] = new { HeldOpenSeconds = 5, GraceSeconds = 5 },
        },
        [LockedPoint] = new(StringComparer.Ordinal)
        {
            ["Door"] = DemoPoint.WayIn,
            ["Relay"] = new { Line = "terminal:4", OpensInVerifyMode = true },
            ["Inputs"] = new { Tamper = "TAMPER", Pull = "asis", DebounceMilliseconds = 200 },
        },
        [Scanning] = new(StringComparer.Ordinal)
        {
            ["Attended"] = true,
            ["Display"] = new { Kind = "drm" },
            ["Scanner"] = new { Kind = "keyboard", Device = ScannerLink },
            ["Inputs"] = new { Keys = KeypadLink },
            ["Mode"] = new { Kind = "meeting", Meeting = DemoMeeting.Id },
        },
        [TallDesk] = new(StringComparer.Ordinal)
        {
            ["Display"] = new { Kind = "drm", Rotation = 90, Language = "en" },
            ["Touch"] = new { Device = FingersLink, Calibration = "-1 0 1 0 1 0" },
            ["Mode"] = new { Kind = "procedure" },
        },
    };
}
