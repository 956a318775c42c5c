namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>A laid-out screen; marks are drawn in order.</summary>
/// <param name="Width">In pixels, before rotation.</param>
/// <param name="Height">In pixels, before rotation.</param>
internal sealed record Drawing(int Width, int Height, Colour Ground, IReadOnlyList<Mark> Marks, IReadOnlyList<TouchTarget> Targets);
