namespace Kiosk.Hardware.Displays;

/// <summary>By how many degrees, clockwise, a picture is turned before it goes to a panel that is mounted turned the other way.</summary>
public enum Rotation
{
    None = 0,
    Quarter = 90,
    Half = 180,
    ThreeQuarters = 270,
}
