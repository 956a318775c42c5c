namespace Kiosk.Hardware.Displays;

/// <summary>A display whose light can be turned down.</summary>
public interface IDimmableDisplay : IDisplay
{
    /// <summary>Does nothing where the panel has neither a lamp that can be dimmed nor a way to switch it off.</summary>
    /// <param name="percent">0 is dark; the picture stays and is seen again at any other value.</param>
    /// <exception cref="DisplayException">The display is gone, or its lamp may not be set.</exception>
    void Dim(int percent);
}
