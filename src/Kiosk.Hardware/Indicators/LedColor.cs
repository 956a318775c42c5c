namespace Kiosk.Hardware.Indicators;

/// <summary>What a status lamp can say by colour.</summary>
public enum LedColor
{
    Dark = 0,
    White,
    Green,
    Amber,
    Red,
}
