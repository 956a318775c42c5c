namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>By how much a picture is turned clockwise so that it stands upright on a panel that is mounted turned.</summary>
public enum PanelTurn
{
    None = 0,
    Quarter,
    Half,
    ThreeQuarters,
}
