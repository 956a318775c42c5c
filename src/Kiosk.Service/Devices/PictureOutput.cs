using Kiosk.Hardware.Displays;
using Kiosk.Service.Configuration;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Devices;

/// <summary>Screens as pictures.</summary>
/// <param name="display">Disposed with the output.</param>
internal sealed class PictureOutput(IDisplay display, DisplayOptions options) : IScreenOutput
{
    private FrameSource? frames;

    public bool IsOutdated => frames?.Fits(display) == false;

    public TouchMap Show(Screen screen)
    {
        frames = FrameSource.For(display, options, frames);
        frames.Show(screen, display);
        return frames.TouchMapOf(screen);
    }

    public void Dim(int percent) => (display as IDimmableDisplay)?.Dim(percent);

    public void Dispose()
    {
        frames?.Dispose();
        display.Dispose();
    }
}
