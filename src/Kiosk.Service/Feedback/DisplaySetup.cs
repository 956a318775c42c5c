using Kiosk.Hardware.Displays;
using Kiosk.Service.Configuration;
using Kiosk.Ui.Rendering;
using Kiosk.Ui.Wording;

namespace Kiosk.Service.Feedback;

/// <summary>From settings to a display and to the view that is drawn for it.</summary>
internal static class DisplaySetup
{
    /// <returns>Null where no pixels are shown.</returns>
    /// <exception cref="DisplayException">The display cannot be opened.</exception>
    public static IDisplay? Open(DisplayOptions options, string dataFolder) => options.Kind switch
    {
        "png" => new PngDisplay(
            options.File.Length > 0 ? Path.GetFullPath(options.File) : Path.Combine(dataFolder, "screen.png"), options.Pixels.Width, options.Pixels.Height),
        _ => null,
    };

    /// <param name="width">Pixels of the display.</param>
    /// <param name="height">Pixels of the display.</param>
    public static ScreenView ViewOf(DisplayOptions options, int width, int height) => new(
        width,
        height,
        options.Language == "en" ? Language.English : Language.Vietnamese,
        (PanelTurn)(options.Rotation / 90),
        options.Bilingual,
        options.Quorum == "plain" ? QuorumTerm.Plain : QuorumTerm.Formal);
}
