using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>A two-column table: a name on the left, a figure on the right.</summary>
internal static class TableLayout
{
    private const double RowHeight = 29;
    private const double HeadHeight = 30;

    /// <summary>The number of rows that fit.</summary>
    public static int RowsIn(Board board, Box box) => Math.Max(0, (int)((box.Height - board.Px(HeadHeight)) / board.Px(RowHeight)));

    /// <summary>Draws the table; rows that do not fit are dropped from the end.</summary>
    public static void Place(Board board, Box box, TableContent table)
    {
        var (head, body) = box.CutTop(board.Px(HeadHeight));
        PlaceRow(board, head with { Height = board.Px(HeadHeight - 4) }, (table.Name, table.Figure), Weight.SemiBold, board.Theme.Muted);
        board.AddPlate(new(head.X, head.Bottom - board.Px(3), head.Width, Math.Max(1, board.Px(2))), 0, board.Theme.Ink, isRule: true);
        foreach (var (at, row) in table.Rows.Take(RowsIn(board, box)).Index())
        {
            var place = body with { Y = body.Y + (at * board.Px(RowHeight)), Height = board.Px(RowHeight) };
            if (at > 0)
            {
                board.AddPlate(place with { Height = Math.Max(1, board.Px(1)) }, 0, board.Theme.Band);
            }

            PlaceRow(board, place.Inset(0, board.Px(2)), row, Weight.Medium, board.Theme.Ink);
        }
    }

    private static void PlaceRow(Board board, Box row, (string Name, string Figure) words, Weight weight, Colour ink)
    {
        var figure = board.WidthOf(words.Figure, board.Px(18), Weight.SemiBold) + board.Px(2);
        var (left, right) = row.CutRight(figure);
        board.AddTexts(left.CutRight(board.Px(8)).Remainder, 0, 0.5, [new(words.Name, board.Px(18), board.Px(14), weight, ink)]);
        board.AddTexts(right, 1, 0.5, [new(words.Figure, board.Px(18), board.Px(14), Weight.SemiBold, ink)]);
    }
}

/// <summary>The content of a table.</summary>
internal sealed record TableContent(string Name, string Figure, IReadOnlyList<(string Name, string Figure)> Rows);
