using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>For which panel and in which words screens are drawn.</summary>
/// <param name="Width">Pixels of the panel, before it is turned; 320 to 4096.</param>
/// <param name="Height">Pixels of the panel, before it is turned; 240 to 4096.</param>
/// <param name="Turn">How the picture is turned on the panel; a quarter turn makes a portrait of a landscape panel.</param>
/// <param name="IsBilingual">Repeats what is most important in the other language, smaller.</param>
public sealed record ScreenView(
    int Width,
    int Height,
    Language Language = Language.Vietnamese,
    PanelTurn Turn = PanelTurn.None,
    bool IsBilingual = true,
    QuorumTerm QuorumTerm = QuorumTerm.Plain);
