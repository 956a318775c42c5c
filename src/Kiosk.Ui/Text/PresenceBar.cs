using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Text;

/// <summary>Formats attendance as a bar of 40 columns and a percentage.</summary>
internal sealed class PresenceBar(bool unicode)
{
    private const int Width = 40;

    /// <param name="presence">With at least one person convened.</param>
    public string Of(Presence presence)
    {
        var filled = (int)Math.Clamp((long)presence.Present * Width / presence.Convened, 0, Width);
        var (full, empty) = unicode ? ('█', '░') : ('#', '.');
        return $"{new string(full, filled)}{new string(empty, Width - filled)} {LocalFormat.Of(Language.Vietnamese).Percent(presence.Present, presence.Convened)}";
    }
}
