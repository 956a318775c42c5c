using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>A touchable area of a picture, in pixels before rotation. Where two overlap, the later one is on top.</summary>
/// <param name="Label">Accessible name, in the picture's language.</param>
public sealed record TouchTarget(ScreenAction Action, string Label, int X, int Y, int Width, int Height)
{
    public bool Contains(int x, int y) => x >= X && x < X + Width && y >= Y && y < Y + Height;
}
