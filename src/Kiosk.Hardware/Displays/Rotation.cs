namespace Kiosk.Hardware.Displays;

/// <summary>The clockwise rotation, in degrees, of pictures for a panel that is mounted rotated the other way.</summary>
public enum Rotation
{
    None = 0,
    Quarter = 90,
    Half = 180,
    ThreeQuarters = 270,
}
