namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>Font weight (OpenType usWeightClass).</summary>
internal enum Weight
{
    Regular = 400,
    Medium = 500,
    SemiBold = 600,
    Bold = 700,
}
