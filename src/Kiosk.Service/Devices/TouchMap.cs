using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Devices;

/// <summary>What of one picture can be touched.</summary>
/// <param name="Width">Pixels of the picture, before it is turned for the panel.</param>
/// <param name="Height">Pixels of the picture, before it is turned for the panel.</param>
internal sealed record TouchMap(int Width, int Height, IReadOnlyList<TouchTarget> Targets)
{
    public static readonly TouchMap Empty = new(1, 1, []);

    /// <returns>Null where nothing happens.</returns>
    public ScreenAction? ActionAt(int x, int y) => Targets.LastOrDefault(target => target.Contains(x, y))?.Action;
}
