using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>Numbered tiles, one a procedure, large enough for a finger.</summary>
internal static class ChoiceLayout
{
    public static void Place(Board board, Screen.ProcedureChoice choice)
    {
        var page = board.Page;
        (var header, page) = page.CutTop(board.Px(board.IsPortrait ? 140 : 84));
        List<Caption> words = [board.Headline(board.Wording.Say(Phrases.ChooseProcedure), 44)];
        if (board.OtherWording is { } other)
        {
            words.Add(board.Note(other.Say(Phrases.ChooseProcedure), 20, 2));
        }

        board.AddTexts(header, 0, 0, words);
        if (choice.PageCount > 1)
        {
            (page, var foot) = page.CutBottom(board.Px(34));
            board.AddTexts(foot, 1, 1, [board.Note(board.Wording.PageOf(choice), 20, 0)]);
        }

        PlaceTiles(board, page.CutTop(board.Px(14)).Remainder, choice.Procedures);
    }

    private static void PlaceTiles(Board board, Box page, IReadOnlyList<Phrase> procedures)
    {
        var columns = board.IsPortrait ? 1 : 2;
        var rows = Screen.ProcedureChoice.GreatestPage / columns;
        var gap = board.Px(14);
        var width = (page.Width - (gap * (columns - 1))) / columns;
        var height = (page.Height - (gap * (rows - 1))) / rows;
        for (var at = 0; at < Math.Min(procedures.Count, Screen.ProcedureChoice.GreatestPage); at++)
        {
            var tile = new Box(page.X + (at % columns * (width + gap)), page.Y + (at / columns * (height + gap)), width, height);
            board.AddPlate(tile, 12, board.Theme.Band);
            var (number, name) = tile.CutLeft(board.Px(62));
            board.AddPlate(number, 12, board.Theme.Badge, isRule: true);
            board.AddTexts(number, 0.5, 0.5, [new($"{at + 1}", board.Px(34), board.Px(24), Weight.Bold, board.Theme.BadgeInk)], board.Theme.Badge);
            board.AddTexts(
                name.Inset(board.Px(16), board.Px(6)), 0, 0.5, [new(procedures[at].In(board.Language), board.Px(24), board.Px(18), Weight.SemiBold, board.Theme.Ink)], board.Theme.Band);
        }
    }
}
