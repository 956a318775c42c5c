using Kiosk.Hardware.Displays;
using Kiosk.Service.Configuration;
using Kiosk.Ui.Rendering;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Devices;

/// <summary>Draws screens in a display's size and format.</summary>
internal sealed class FrameSource : IDisposable
{
    private readonly int width;
    private readonly int height;
    private readonly bool isSideways;
    private readonly ScreenRenderer? colour;
    private readonly MonoRenderer? mono;

    private FrameSource(IDisplay display, DisplayOptions options)
    {
        (width, height) = (display.Width, display.Height);
        var view = DisplaySetup.ViewOf(options, width, height);
        isSideways = view.Turn is PanelTurn.Quarter or PanelTurn.ThreeQuarters;
        if (display.Format == PixelFormat.Mono1)
        {
            mono = new(view.Language, view.Turn);
        }
        else
        {
            colour = new(view);
            colour.Prepare();
        }
    }

    /// <param name="former">Kept if it still fits the display, otherwise disposed.</param>
    /// <exception cref="RendererException">A library or every font is missing.</exception>
    public static FrameSource For(IDisplay display, DisplayOptions options, FrameSource? former)
    {
        if (former is not null && former.Fits(display))
        {
            return former;
        }

        former?.Dispose();
        return new(display, options);
    }

    /// <summary>Whether the display still has the size being drawn.</summary>
    public bool Fits(IDisplay display) => (width, height) == (display.Width, display.Height);

    /// <exception cref="RendererException">The picture could not be drawn.</exception>
    /// <exception cref="DisplayException">The display could not show it.</exception>
    public void Show(Screen screen, IDisplay display)
    {
        if (mono is not null)
        {
            display.Show(new DisplayFrame(mono.Render(screen).Bits.Span, MonoPicture.Width, MonoPicture.Height, MonoPicture.Stride, PixelFormat.Mono1));
        }
        else
        {
            colour?.Lend(screen, (pixels, across, down) => display.Show(new DisplayFrame(pixels, across, down, across * Picture.BytesPerPixel, PixelFormat.Bgrx32)));
        }
    }

    /// <summary>The touchable areas of the screen's picture, and the size of the unrotated picture.</summary>
    public TouchMap TouchMapOf(Screen screen) =>
        colour is null ? TouchMap.Empty : new(isSideways ? height : width, isSideways ? width : height, colour.TargetsOf(screen));

    public void Dispose()
    {
        colour?.Dispose();
        mono?.Dispose();
    }
}
