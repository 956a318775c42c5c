using Kiosk.Hardware.Displays;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Devices;

/// <summary>Where screens are shown: as pictures, or as rows of letters. For one thread at a time.</summary>
internal interface IScreenOutput : IDisposable
{
    /// <summary>Whether what was shown is of another size than the panel has now.</summary>
    bool IsOutdated { get; }

    /// <returns>What of it can be touched.</returns>
    /// <exception cref="DisplayException">The display did not take it.</exception>
    /// <exception cref="RendererException">The picture could not be drawn.</exception>
    TouchMap Show(Screen screen);

    /// <param name="percent">0 is dark. Does nothing where there is no lamp to dim.</param>
    /// <exception cref="DisplayException">The display is gone.</exception>
    void Dim(int percent);
}
