namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>Clockwise rotation of the picture so that it appears upright on a rotated panel.</summary>
public enum PanelTurn
{
    None = 0,
    Quarter,
    Half,
    ThreeQuarters,
}
