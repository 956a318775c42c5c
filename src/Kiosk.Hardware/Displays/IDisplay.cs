namespace Kiosk.Hardware.Displays;

/// <summary>
/// A panel, or a file in its place. Used by one thread at a time. Knows nothing of a picture's meaning: the caller reads size and
/// format and passes pixels of that size and format.
/// </summary>
public interface IDisplay : IDisposable
{
    /// <summary>Pixels; may change when another panel is plugged in.</summary>
    int Width { get; }

    /// <summary>Pixels; may change when another panel is plugged in.</summary>
    int Height { get; }

    PixelFormat Format { get; }

    /// <summary>Shows a whole picture. Returns once the panel shows it, or will at its next refresh.</summary>
    /// <exception cref="ArgumentException">The frame's size or format differs from the display's.</exception>
    /// <exception cref="DisplayException">The display is gone; a later call may find it again.</exception>
    void Show(in DisplayFrame frame);
}
