namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>A whole screen, ready to be drawn from the first mark to the last.</summary>
/// <param name="Width">Pixels, as the screen stands upright.</param>
/// <param name="Height">Pixels, as the screen stands upright.</param>
internal sealed record Drawing(int Width, int Height, Colour Ground, IReadOnlyList<Mark> Marks, IReadOnlyList<TouchTarget> Targets);
