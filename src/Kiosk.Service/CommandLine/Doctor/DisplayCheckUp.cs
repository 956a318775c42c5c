using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;
using Kiosk.Ui.Rendering;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks whether pictures can be drawn; touches no panel, which the service may be using. The terminal serves without pictures, so nothing here is bad.</summary>
internal static class DisplayCheckUp
{
    private const string Name = "display";

    private static readonly Phrase InstallAll = new($"Cài: {RendererException.Remedy}", $"Install: {RendererException.Remedy}");

    public static Finding Look(DisplayOptions options)
    {
        if (options.Kind is "none" or "text" or DisplayOptions.Lcd)
        {
            return new(Name, Health.Good, new("Không dùng màn hình đồ họa.", $"No panel is used (Kiosk:Display:Kind is {options.Kind})."));
        }

        try
        {
            using var renderer = new ScreenRenderer(DisplaySetup.ViewOf(options, options.Pixels.Width, options.Pixels.Height));
            renderer.Render(new Screen.Verified());
            return renderer.FontFamily == ScreenRenderer.WantedFontFamily
                ? new(Name, Health.Good, new($"Vẽ được màn hình {options.Size}, phông chữ Inter.", $"Screens of {options.Size} can be drawn, in Inter."))
                : new(
                    Name,
                    Health.Doubtful,
                    new($"Thiếu phông chữ Inter, đang dùng {renderer.FontFamily}.", $"The font Inter is missing; {renderer.FontFamily} stands in."),
                    new("Cài: apt-get install fonts-inter", "Install: apt-get install fonts-inter"));
        }
        catch (RendererException exception)
        {
            return new(Name, Health.Doubtful, new("Không vẽ được màn hình: thiếu thư viện đồ họa hoặc phông chữ.", "No pictures can be drawn: the graphics library or a font is missing."), InstallAll, exception.Message);
        }
    }
}
