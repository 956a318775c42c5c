using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>The procedure with its level, time limit and legal basis, and one line a document to tick, large enough for a finger.</summary>
internal static class DocumentLayout
{
    public static void Place(Board board, Screen.DocumentCheck check)
    {
        var (header, page) = board.Page.CutTop(board.Px(board.IsPortrait ? 270 : 164));
        (var headline, header) = header.CutTop(board.Px(board.IsPortrait ? 112 : 56));
        header = header.CutTop(board.Px(14)).Remainder;
        board.AddTexts(headline, 0, 0, [board.Headline(board.Wording.Say(Phrases.BringDocuments), 44)]);
        List<Caption> words =
        [
            new(check.Procedure.In(board.Language), board.Px(25), board.Px(18), Weight.SemiBold, board.Theme.Ink),
        ];
        if (string.Join(" · ", board.Wording.Procedures.FactsOf(check.Facts)) is { Length: > 0 } facts)
        {
            words.Add(board.Note(facts, 19, 4));
        }

        if (board.OtherWording is { } other)
        {
            words.Add(board.Note(other.Say(Phrases.BringDocuments), 18, 4));
        }

        board.AddTexts(header, 0, 0, words);
        (page, var foot) = page.CutBottom(board.Px(56));
        PlaceLines(board, page.CutTop(board.Px(8)).Remainder.CutBottom(board.Px(12)).Remainder, check.Documents);
        var (back, rest) = foot.CutLeft((foot.Width - board.Px(14)) / 3);
        board.AddButton(back, board.Wording.Say(Phrases.Back), new ScreenAction.Back());
        board.AddButton(rest.CutLeft(board.Px(14)).Remainder, board.Wording.Say(Phrases.Continue), new ScreenAction.Continue(), isMain: true);
    }

    private static void PlaceLines(Board board, Box page, IReadOnlyList<CheckedDocument> documents)
    {
        var columns = board.IsPortrait ? 1 : 2;
        var rows = Screen.DocumentCheck.MaxDocuments / columns;
        var gap = board.Px(12);
        var width = (page.Width - (gap * (columns - 1))) / columns;
        var height = (page.Height - (gap * (rows - 1))) / rows;
        foreach (var (at, document) in documents.Take(Screen.DocumentCheck.MaxDocuments).Index())
        {
            PlaceLine(board, new(page.X + (at % columns * (width + gap)), page.Y + (at / columns * (height + gap)), width, height), at, document);
        }
    }

    private static void PlaceLine(Board board, Box line, int at, CheckedDocument document)
    {
        board.AddPlate(line, 12, board.Theme.Band);
        var (sign, name) = line.CutLeft(board.Px(62));
        // Ticked or empty: by form, not by colour alone.
        if (document.IsThere)
        {
            board.AddPlate(sign, 12, board.Theme.Badge, isRule: true);
        }

        board.AddTexts(sign, 0.5, 0.5, [new(document.IsThere ? "✓" : "○", board.Px(34), board.Px(24), Weight.Bold, document.IsThere ? board.Theme.BadgeInk : board.Theme.Ink)], document.IsThere ? board.Theme.Badge : board.Theme.Band);
        var words = document.Name.In(board.Language);
        board.AddTexts(name.Inset(board.Px(16), board.Px(6)), 0, 0.5, [new(words, board.Px(23), board.Px(17), Weight.SemiBold, board.Theme.Ink)], board.Theme.Band);
        board.AddTarget(line, words, new ScreenAction.Choose(at));
    }
}
