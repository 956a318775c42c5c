using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>A part of a picture that can be touched, in pixels of the picture as it stands upright. Of two that overlap, the later lies above.</summary>
/// <param name="Label">What it says, in the language of the picture.</param>
public sealed record TouchTarget(ScreenAction Action, string Label, int X, int Y, int Width, int Height)
{
    public bool Contains(int x, int y) => x >= X && x < X + Width && y >= Y && y < Y + Height;
}
