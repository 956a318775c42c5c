using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>Numbered tiles, one per procedure or act, large enough for a finger, with buttons for the other pages and back.</summary>
internal static class ChoiceLayout
{
    public static void Place(Board board, Screen.ProcedureChoice choice)
    {
        var page = board.Page;
        (var header, page) = page.CutTop(board.Px(board.IsPortrait ? 140 : 90));
        List<Caption> words = [board.Headline(board.Wording.Say(Phrases.ChooseProcedure), 44)];
        if (board.OtherWording is { } other)
        {
            words.Add(board.Note(other.Say(Phrases.ChooseProcedure), 20, 8));
        }

        if (choice.PageCount > 1)
        {
            (header, var corner) = header.CutRight(board.Px(110));
            board.AddTexts(corner, 1, 0, [board.Note(board.Wording.Procedures.PageOf(choice), 20, 0)]);
        }

        board.AddTexts(header, 0, 0, words);
        (page, var foot) = page.CutBottom(board.Px(56));
        // Added in keyboard focus order: the choices first, then the page buttons.
        PlaceTiles(board, page.CutTop(board.Px(8)).Remainder.CutBottom(board.Px(12)).Remainder, choice.Procedures);
        PlaceWays(board, foot, choice);
    }

    public static void Place(Board board, Screen.OperatorMenu menu)
    {
        var page = board.Page;
        (page, var foot) = page.CutBottom(board.Px(56));
        board.AddButton(foot.CutLeft(foot.Width / 3).Left, board.Wording.Say(menu.Items.Count > 0 ? Phrases.Back : Phrases.Close), new ScreenAction.Back());
        (var header, page) = menu.Items.Count > 0 ? page.CutTop(board.Px(board.IsPortrait ? 190 : 118)) : (page, page);
        List<Caption> words = [board.Headline(menu.Title.In(board.Language), 40)];
        if (board.OtherWording is not null)
        {
            words.Add(board.Note(menu.Title.In(board.Language is Language.English ? Language.Vietnamese : Language.English), 20, 6));
        }

        if (menu.Operator is { } name)
        {
            words.Add(board.Note(board.Wording.Say(Phrases.OperatedBy, name), 20, 6, Weight.SemiBold));
        }

        board.AddTexts(header, 0, 0, words);
        if (menu.Items.Count > 0)
        {
            PlaceTiles(board, page.CutTop(board.Px(8)).Remainder.CutBottom(board.Px(12)).Remainder, menu.Items, menu.Focus);
        }

        if (menu.Focus is not null)
        {
            board.AddTexts(foot.CutLeft((foot.Width / 3) + board.Px(20)).Remainder, 1, 0.5, [board.Note(board.Wording.Say(Phrases.MenuKeys), 18, 0)]);
        }
    }

    private static void PlaceWays(Board board, Box foot, Screen.ProcedureChoice choice)
    {
        var gap = board.Px(14);
        var width = (foot.Width - (2 * gap)) / 3;
        var (back, others) = foot.CutLeft(width);
        board.AddButton(back, board.Wording.Say(Phrases.Back), new ScreenAction.Back());
        if (choice.PageCount < 2)
        {
            return;
        }

        var (previous, rest) = others.CutLeft(gap).Remainder.CutLeft(width);
        var next = rest.CutRight(width).Right;
        if (choice.Page > 1)
        {
            board.AddButton(previous, board.Wording.Say(Phrases.PreviousPage), new ScreenAction.TurnPage(IsForward: false));
        }

        if (choice.Page < choice.PageCount)
        {
            board.AddButton(next, board.Wording.Say(Phrases.NextPage), new ScreenAction.TurnPage(IsForward: true));
        }
    }

    private static void PlaceTiles(Board board, Box page, IReadOnlyList<Phrase> procedures, int? focus = null)
    {
        var columns = board.IsPortrait ? 1 : 2;
        var rows = Screen.ProcedureChoice.MaxPage / columns;
        var gap = board.Px(14);
        var width = (page.Width - (gap * (columns - 1))) / columns;
        var height = (page.Height - (gap * (rows - 1))) / rows;
        for (var at = 0; at < Math.Min(procedures.Count, Screen.ProcedureChoice.MaxPage); at++)
        {
            var tile = new Box(page.X + (at % columns * (width + gap)), page.Y + (at / columns * (height + gap)), width, height);
            if (at == focus)
            {
                // A frame: by form, not by colour alone.
                board.AddPlate(tile.Inset(-board.Px(5), -board.Px(5)), 15, board.Theme.Badge, isRule: true);
            }

            PlaceTile(board, tile, at, procedures[at].In(board.Language));
        }
    }

    private static void PlaceTile(Board board, Box tile, int at, string words)
    {
        board.AddPlate(tile, 12, board.Theme.Band);
        var (number, name) = tile.CutLeft(board.Px(62));
        board.AddPlate(number, 12, board.Theme.Badge, isRule: true);
        board.AddTexts(number, 0.5, 0.5, [new($"{at + 1}", board.Px(34), board.Px(24), Weight.Bold, board.Theme.BadgeInk)], board.Theme.Badge);
        board.AddTexts(name.Inset(board.Px(16), board.Px(6)), 0, 0.5, [new(words, board.Px(24), board.Px(18), Weight.SemiBold, board.Theme.Ink)], board.Theme.Band);
        board.AddTarget(tile, words, new ScreenAction.Choose(at));
    }
}
