namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>How heavy letters are (OpenType usWeightClass).</summary>
internal enum Weight
{
    Regular = 400,
    Medium = 500,
    SemiBold = 600,
    Bold = 700,
}
