namespace Kiosk.Hardware.Displays.Panels;

/// <summary>The controller of a 128×64 OLED.</summary>
public enum OledController
{
    Ssd1306 = 0,

    /// <summary>Has memory for 132 columns, of which the panel shows 128 from the third.</summary>
    Sh1106,
}
