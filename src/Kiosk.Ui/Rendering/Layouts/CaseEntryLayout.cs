using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>The case number typed so far, and a keyboard.</summary>
internal static class CaseEntryLayout
{
    private static readonly Colour Paper = Colour.Of(0xFFFFFF);

    public static void Place(Board board, Screen.CaseEntry entry)
    {
        var page = board.Whole.Inset(board.Px(36), board.Px(board.IsPortrait ? 22 : 18));
        (page, var ways) = page.CutBottom(board.Px(54));
        (page, var keys) = page.CutBottom(board.Px(board.IsPortrait ? 330 : 222));
        Keyboard.Place(board, keys.CutBottom(board.Px(10)).Remainder);
        PlaceWays(board, ways, entry);

        (var headline, page) = page.CutTop(board.Px(board.IsPortrait ? 112 : 56));
        board.AddTexts(headline, 0, 0, [board.Headline(board.Wording.Say(Phrases.EnterCase), board.IsPortrait ? 50 : 44)]);
        page = page.CutTop(board.Px(12)).Remainder.CutBottom(board.Px(8)).Remainder;
        if (board.IsPortrait)
        {
            var (above, below) = page.CutBottom(board.Px(120));
            PlaceSubject(board, above, entry);
            var (field, hint) = below.CutTop(FieldHeight(board));
            PlaceField(board, field, entry);
            PlaceHint(board, hint, entry);
        }
        else
        {
            var (upper, lower) = page.CutTop(FieldHeight(board));
            var (left, right) = upper.CutRight(page.Width * 0.5);
            PlaceSubject(board, left.CutRight(board.Px(20)).Remainder, entry);
            PlaceField(board, right, entry);
            // An error takes more words than a hint.
            PlaceHint(board, entry.IsRefused ? lower : lower.CutRight(page.Width * 0.5).Right, entry);
        }
    }

    private static double FieldHeight(Board board) => board.Px(58);

    private static void PlaceSubject(Board board, Box box, Screen.CaseEntry entry)
    {
        List<Caption> texts = [new(entry.Procedure.In(board.Language), board.Px(24), board.Px(18), Weight.SemiBold, board.Theme.Ink)];
        if (board.OtherWording is { } other)
        {
            texts.Add(board.Note(other.Say(Phrases.EnterCase), 20, 6));
        }

        board.AddTexts(box, 0, 0, texts);
    }

    private static void PlaceField(Board board, Box frame, Screen.CaseEntry entry)
    {
        board.AddPlate(frame, 12, board.Theme.Rule, isRule: true);
        board.AddPlate(frame.Inset(board.Px(2)), 10, Paper);
        board.AddTexts(frame.Inset(board.Px(16), board.Px(5)), 0, 0.5, [new(entry.Typed, board.Px(32), board.Px(16), Weight.Bold, board.Theme.Ink)], Paper);
    }

    private static void PlaceHint(Board board, Box hint, Screen.CaseEntry entry)
    {
        if (entry.IsRefused || entry.Typed.Length == 0)
        {
            // A sign marks the error as well, not just words or colour.
            var (sign, sentence) = hint.CutTop(board.Px(6)).Remainder.CutLeft(board.Px(entry.IsRefused ? 38 : 0));
            if (entry.IsRefused)
            {
                board.Add(new Mark.Badge(Symbol.Exclamation, sign.Square(board.Px(28)), Colour.Of(0xFFC62E), board.Theme.Ink, board.Theme.Ground));
            }

            board.AddTexts(sentence, 0, 0, [new(board.Wording.Procedures.StateOf(entry), board.Px(20), board.Px(15), Weight.Medium, board.Theme.Ink)]);
        }
    }

    private static void PlaceWays(Board board, Box ways, Screen.CaseEntry entry)
    {
        var gap = board.Px(14);
        var width = (ways.Width - (3 * gap)) / 4;
        var (back, rest) = ways.CutLeft(width);
        var (erase, last) = rest.CutLeft(gap).Remainder.CutLeft(width);
        board.AddButton(back, board.Wording.Say(Phrases.Back), new ScreenAction.Back());
        board.AddButton(erase, board.Wording.Say(Phrases.Erase), new ScreenAction.Erase());
        board.AddButton(last.CutLeft(gap).Remainder, board.Wording.Say(entry.Typed.Length == 0 ? Phrases.NewCase : Phrases.Continue), new ScreenAction.Continue(), isMain: true);
    }
}
