using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Words;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Page;

/// <summary>The panel size and language that the page asks for.</summary>
internal static class PageView
{
    /// <summary>Width and height in pixels; the first is the default.</summary>
    private static readonly (string Name, int Width, int Height)[] Panels = [("800x480", 800, 480), ("1024x600", 1024, 600), ("1280x800", 1280, 800), ("480x800", 480, 800)];

    /// <summary>Reads the parameters <c>panel</c> and <c>lang</c>; unknown values give the default.</summary>
    public static ScreenView Of(IQueryCollection query)
    {
        var (_, width, height) = Panels.FirstOrDefault(panel => panel.Name == query["panel"], Panels[0]);
        return new(width, height, query["lang"] == "en" ? Language.English : Language.Vietnamese);
    }
}
