using Kiosk.Hardware.Displays;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Devices;

/// <summary>Shows screens, as pictures or rows of characters. Used by one thread at a time.</summary>
internal interface IScreenOutput : IDisposable
{
    /// <summary>Whether the shown picture's size differs from the panel's current size.</summary>
    bool IsOutdated { get; }

    /// <returns>Its touchable areas.</returns>
    /// <exception cref="DisplayException">The display could not show it.</exception>
    /// <exception cref="RendererException">The picture could not be drawn.</exception>
    TouchMap Show(Screen screen);

    /// <param name="percent">0 is dark. Does nothing if the display cannot be dimmed.</param>
    /// <exception cref="DisplayException">The display is gone.</exception>
    void Dim(int percent);
}
