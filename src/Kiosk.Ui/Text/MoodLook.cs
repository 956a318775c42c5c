using Kiosk.Ui.Screens;
using Spectre.Console;

namespace Kiosk.Ui.Text;

/// <summary>How a mood looks on a text terminal. The symbols differ in shape, so colour is not needed to tell them apart.</summary>
internal sealed record MoodLook(string Symbol, Style Style)
{
    public static MoodLook Of(Mood mood, bool unicode) => mood switch
    {
        Mood.Welcome => new(unicode ? "✓" : "OK", new Style(Color.Green, decoration: Decoration.Bold)),
        Mood.Stop => new(unicode ? "✗" : "X", new Style(Color.Red, decoration: Decoration.Bold)),
        Mood.Attention => new("!", new Style(Color.Yellow, decoration: Decoration.Bold)),
        _ => new(unicode ? "•" : "-", new Style(decoration: Decoration.Bold)),
    };
}
