using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>The keys for case numbers in alphabetical order, which needs no learning. Each is at least a finger wide and high on a 7-inch panel.</summary>
internal static class Keyboard
{
    private const string Keys = "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZĐ-/.";

    public static void Place(Board board, Box box)
    {
        var columns = board.IsPortrait ? 8 : 10;
        var rows = Keys.Length / columns;
        var gap = board.Px(board.IsPortrait ? 6 : 8);
        var (width, height) = ((box.Width - (gap * (columns - 1))) / columns, (box.Height - (gap * (rows - 1))) / rows);
        foreach (var (at, key) in Keys.Index())
        {
            var place = new Box(box.X + (at % columns * (width + gap)), box.Y + (at / columns * (height + gap)), width, height);
            board.AddButton(place, key.ToString(), new ScreenAction.Type(key));
        }
    }
}
