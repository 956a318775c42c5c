namespace Kiosk.Hardware.Displays;

/// <summary>A display that can be dimmed.</summary>
public interface IDimmableDisplay : IDisplay
{
    /// <summary>Does nothing if the panel can neither be dimmed nor switched off.</summary>
    /// <param name="percent">0 is dark; the picture is kept and visible again at any other value.</param>
    /// <exception cref="DisplayException">The display is gone, or its backlight may not be set.</exception>
    void Dim(int percent);
}
