using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Displays;
using Kiosk.Hardware.Displays.Characters;
using Kiosk.Hardware.Displays.Drm;
using Kiosk.Hardware.Displays.Panels;
using Kiosk.Service.Configuration;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Service.Devices;

/// <summary>Creates the display and its view from the settings; <c>none</c> and <c>text</c> need none.</summary>
internal static class DisplaySetup
{
    /// <exception cref="DisplayException">The display cannot be opened.</exception>
    public static IScreenOutput Open(DisplayOptions options)
    {
        try
        {
            return options.Kind switch
            {
                "drm" => new PictureOutput(DrmDisplay.Open(options.Device, TimeProvider.System), options),
                "oled" => new PictureOutput(
                    OledDisplay.Open(options.Device, options.AddressOrUsual, options.Controller == "sh1106" ? OledController.Sh1106 : OledController.Ssd1306), options),
                DisplayOptions.Lcd => new CharacterOutput(CharacterDisplay.Open(options.Device, options.AddressOrUsual), options),
                _ => new PictureOutput(OpenFile(options), options),
            };
        }
        catch (DeviceException exception)
        {
            throw new DisplayException(exception.Message, exception);
        }
    }

    private static PngDisplay OpenFile(DisplayOptions options)
    {
        try
        {
            PictureFile.MakeFolder(options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DisplayException($"The folder of {PictureFile.PathOf(options)} cannot be made: {exception.Message} Kiosk:Display:File names another place.", exception);
        }

        return new(PictureFile.PathOf(options), options.Pixels.Width, options.Pixels.Height);
    }

    /// <summary>The brightness of a screen: at night, full only for answers.</summary>
    /// <returns>Percent.</returns>
    public static int LightFor(Screen screen, NightOptions night, DateTimeOffset now) => screen is Screen.Idle && Night.Covers(night, now) ? night.Brightness : 100;

    /// <param name="width">Pixels of the display.</param>
    /// <param name="height">Pixels of the display.</param>
    public static ScreenView ViewOf(DisplayOptions options, int width, int height) => new(
        width,
        height,
        options.Language == "en" ? Language.English : Language.Vietnamese,
        (PanelTurn)(options.Rotation / 90),
        options.Bilingual,
        options.Quorum == "formal" ? QuorumTerm.Formal : QuorumTerm.Plain);
}
