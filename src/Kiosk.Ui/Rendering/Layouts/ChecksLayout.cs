using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>A list of checks with sign, name and finding. Shape, word and colour each show the state.</summary>
internal static class ChecksLayout
{
    private static readonly Colour Good = Colour.Of(0x0B6B3A);
    private static readonly Colour Bad = Colour.Of(0xA2171F);
    private static readonly Colour Amber = Colour.Of(0xFFC62E);
    private static readonly Colour White = Colour.Of(0xFFFFFF);

    /// <param name="foot">A line below the list; may be empty.</param>
    /// <param name="footSize">Font size of that line, for a panel of 800×480.</param>
    public static void Place(Board board, string headline, IReadOnlyList<CheckLine> checks, string foot, int footSize = 18)
    {
        var page = board.Page;
        (var header, page) = page.CutTop(board.Px(board.IsPortrait ? 124 : 76));
        board.AddTexts(header, 0, 0, [new(headline, board.Px(42), board.Px(30), Weight.Bold, board.Theme.Ink)]);
        if (foot.Length > 0)
        {
            (page, var bottom) = page.CutBottom(board.Px(footSize + 10));
            board.AddTexts(bottom, 0, 1, [board.Note(foot, footSize, 0)]);
        }

        if (checks.Count == 0)
        {
            return;
        }

        page = page.CutTop(board.Px(8)).Remainder;
        var columns = checks.Count > 6 && !board.IsPortrait ? 2 : 1;
        var rows = (checks.Count + columns - 1) / columns;
        var gap = board.Px(28);
        var width = (page.Width - (gap * (columns - 1))) / columns;
        var height = Math.Min(board.Px(74), page.Height / rows);
        for (var at = 0; at < checks.Count; at++)
        {
            PlaceRow(board, new(page.X + (at / rows * (width + gap)), page.Y + (at % rows * height), width, height), checks[at]);
        }
    }

    private static void PlaceRow(Board board, Box row, CheckLine check)
    {
        var (sign, words) = row.CutLeft(board.Px(56));
        var (symbol, ink, shape) = LookOf(board, check.State);
        board.Add(new Mark.Badge(symbol, (sign with { Width = sign.Width - board.Px(16) }).Square(board.Px(38)), ink, shape, board.Theme.Ground));
        board.AddTexts(
            words.Inset(0, board.Px(2)),
            0,
            0.5,
            [
                new($"{check.Name.In(board.Language)}: {board.Wording.Operator.StateOf(check.State)}", board.Px(22), board.Px(15), Weight.SemiBold, board.Theme.Ink),
                board.Note(check.Detail.In(board.Language), 17, 0, Weight.Regular),
            ]);
    }

    private static (Symbol Symbol, Colour Ink, Colour Shape) LookOf(Board board, CheckState state) => state switch
    {
        CheckState.Good => (Symbol.Tick, White, Good),
        CheckState.Doubtful => (Symbol.Exclamation, Amber, board.Theme.Ink),
        CheckState.Absent => (Symbol.NoEntry, White, board.Theme.Muted),
        CheckState.Running => (Symbol.Earlier, White, board.Theme.Muted),
        _ => (Symbol.Cross, White, Bad),
    };
}
