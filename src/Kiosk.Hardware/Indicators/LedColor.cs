namespace Kiosk.Hardware.Indicators;

/// <summary>The colours of a status lamp.</summary>
public enum LedColor
{
    Dark = 0,
    White,
    Green,
    Amber,
    Red,
}
