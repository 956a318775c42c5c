using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Devices;

/// <summary>The touchable areas of a picture.</summary>
/// <param name="Width">Pixels of the unrotated picture.</param>
/// <param name="Height">Pixels of the unrotated picture.</param>
internal sealed record TouchMap(int Width, int Height, IReadOnlyList<TouchTarget> Targets)
{
    public static readonly TouchMap Empty = new(1, 1, []);

    /// <returns>Null if nothing happens there.</returns>
    public ScreenAction? ActionAt(int x, int y) => Targets.LastOrDefault(target => target.Contains(x, y))?.Action;
}
