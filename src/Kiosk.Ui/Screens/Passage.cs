namespace Kiosk.Ui.Screens;

/// <summary>Which way people pass a door; decides how cards are asked for.</summary>
public enum Passage
{
    In = 0,
    Out,
    Both,
}
