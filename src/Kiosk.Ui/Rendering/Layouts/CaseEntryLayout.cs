using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>What was typed of a file number, and the keys to type it with.</summary>
internal static class CaseEntryLayout
{
    private static readonly string[] Keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "-", "0", "/"];

    public static void Place(Board board, Screen.CaseEntry entry)
    {
        var page = board.Page;
        var (words, keys) = board.IsPortrait ? page.CutTop(page.Height * 0.5) : page.CutLeft(page.Width * 0.52);
        PlaceWords(board, board.IsPortrait ? words : words.CutRight(board.Px(32)).Remainder, entry);
        PlaceKeys(board, keys);
    }

    private static void PlaceWords(Board board, Box box, Screen.CaseEntry entry)
    {
        var (upper, field) = box.CutBottom(board.Px(146));
        List<Caption> texts =
        [
            board.Headline(board.Wording.Say(Phrases.EnterCase), 46),
            new(entry.Procedure.In(board.Language), board.Px(24), board.Px(18), Weight.SemiBold, board.Theme.Ink, board.Px(14)),
        ];
        if (board.OtherWording is { } other)
        {
            texts.Add(board.Note(other.Say(Phrases.EnterCase), 20, 10));
        }

        board.AddTexts(upper, 0, 0, texts);
        var (frame, hint) = field.CutTop(board.Px(78));
        board.AddPlate(frame, 12, board.Theme.Rule, isRule: true);
        board.AddPlate(frame.Inset(board.Px(2)), 10, Colour.Of(0xFFFFFF));
        board.AddTexts(frame.Inset(board.Px(18), board.Px(6)), 0, 0.5, [new(entry.Typed, board.Px(36), board.Px(20), Weight.Bold, board.Theme.Ink)], Colour.Of(0xFFFFFF));
        if (entry.IsRefused || entry.Typed.Length == 0)
        {
            // What went wrong is said by a sign too, not by words or colour alone.
            var (sign, sentence) = hint.CutTop(board.Px(8)).Remainder.CutLeft(board.Px(entry.IsRefused ? 40 : 0));
            if (entry.IsRefused)
            {
                board.Add(new Mark.Badge(Symbol.Exclamation, sign.Square(board.Px(32)), Colour.Of(0xFFC62E), board.Theme.Ink, board.Theme.Ground));
            }

            board.AddTexts(sentence, 0, 0.5, [new(board.Wording.StateOf(entry), board.Px(20), board.Px(16), Weight.Medium, board.Theme.Ink)]);
        }
    }

    private static void PlaceKeys(Board board, Box box)
    {
        const int columns = 3;
        const int rows = 5;
        var gap = board.Px(10);
        var (width, height) = ((box.Width - (gap * (columns - 1))) / columns, (box.Height - (gap * (rows - 1))) / rows);
        for (var at = 0; at < Keys.Length; at++)
        {
            PlaceKey(board, new(box.X + (at % columns * (width + gap)), box.Y + (at / columns * (height + gap)), width, height), Keys[at], board.Theme.Band, board.Theme.Ink);
        }

        var last = box.Y + ((rows - 1) * (height + gap));
        PlaceKey(board, new(box.X, last, width, height), board.Wording.Say(Phrases.Erase), board.Theme.Band, board.Theme.Ink);
        PlaceKey(board, new(box.X + width + gap, last, (2 * width) + gap, height), board.Wording.Say(Phrases.Continue), board.Theme.Badge, board.Theme.BadgeInk);
    }

    private static void PlaceKey(Board board, Box key, string words, Colour fill, Colour ink)
    {
        board.AddPlate(key, 12, fill);
        board.AddTexts(key.Inset(board.Px(6), board.Px(4)), 0.5, 0.5, [new(words, board.Px(words.Length == 1 ? 32 : 24), board.Px(16), Weight.SemiBold, ink)], fill);
    }
}
