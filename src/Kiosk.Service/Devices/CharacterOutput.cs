using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Displays;
using Kiosk.Hardware.Displays.Characters;
using Kiosk.Service.Configuration;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Text;
using Kiosk.Words;

namespace Kiosk.Service.Devices;

/// <summary>Screens as rows of characters.</summary>
/// <param name="display">Disposed with the output.</param>
internal sealed class CharacterOutput(CharacterDisplay display, DisplayOptions options) : IScreenOutput
{
    private readonly CharacterScreen letters =
        new(CharacterDisplay.Columns, CharacterDisplay.Rows, options.Language == "en" ? Language.English : Language.Vietnamese, options.Bilingual);

    public bool IsOutdated => false;

    public TouchMap Show(Screen screen)
    {
        Call(() => display.Show(letters.Of(screen)));
        return TouchMap.Empty;
    }

    public void Dim(int percent) => Call(() => display.Light(percent > 0));

    public void Dispose() => display.Dispose();

    private static void Call(Action call)
    {
        try
        {
            call();
        }
        catch (DeviceException exception)
        {
            throw new DisplayException(exception.Message, exception);
        }
    }
}
