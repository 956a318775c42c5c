using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>The panel and the languages that screens are drawn for.</summary>
/// <param name="Width">The panel's width in pixels, before rotation; 320 to 4096.</param>
/// <param name="Height">The panel's height in pixels, before rotation; 240 to 4096.</param>
/// <param name="Turn">Rotation of the picture; a quarter turn makes a landscape panel a portrait one.</param>
/// <param name="IsBilingual">Whether to repeat the most important text in the other language, in smaller type.</param>
public sealed record ScreenView(
    int Width,
    int Height,
    Language Language = Language.Vietnamese,
    PanelTurn Turn = PanelTurn.None,
    bool IsBilingual = true,
    QuorumTerm QuorumTerm = QuorumTerm.Plain);
