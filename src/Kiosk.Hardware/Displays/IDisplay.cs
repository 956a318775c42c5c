namespace Kiosk.Hardware.Displays;

/// <summary>
/// A panel, or a file that stands for one. Used by one thread at a time. What a picture means is not known here: the caller asks for size and
/// format, and hands over pixels of that size in that format.
/// </summary>
public interface IDisplay : IDisposable
{
    /// <summary>Pixels; may change when another panel is plugged in.</summary>
    int Width { get; }

    /// <summary>Pixels; may change when another panel is plugged in.</summary>
    int Height { get; }

    PixelFormat Format { get; }

    /// <summary>Puts a whole picture on the panel. Returns once the panel shows it, or will with its next refresh.</summary>
    /// <exception cref="ArgumentException">The frame is of another size or format than the display.</exception>
    /// <exception cref="DisplayException">The display is gone; a later call may find it again.</exception>
    void Show(in DisplayFrame frame);
}
