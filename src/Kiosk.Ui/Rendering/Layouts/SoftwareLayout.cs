using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>What the terminal runs, to be read from arm's length, and the signed statement as a QR code for an inspector's phone or another terminal.</summary>
internal static class SoftwareLayout
{
    public static void Place(Board board, Screen.Software software)
    {
        var words = board.Wording.Of(software);
        var (code, rest) = board.IsPortrait ? board.Page.CutTop(board.Height * 0.45) : board.Page.CutLeft(board.Width * 0.42);
        PlaceCode(board, code, software);
        List<Caption> texts = [board.Headline(words[0], 50)];
        texts.AddRange(words.Skip(1).Select((line, at) => board.Note(line, 21, at == 0 ? 14 : 5) with { Ink = board.Theme.Ink }));
        board.AddTexts(board.IsPortrait ? rest : rest.Inset(board.Px(20), 0), 0, 0.5, texts);
    }

    private static void PlaceCode(Board board, Box place, Screen.Software software)
    {
        if (software.SignedText is { } text && QrMatrix.TryEncode(text) is { } matrix)
        {
            board.Add(new Mark.Code(place.Square(Math.Min(place.Width, place.Height)), matrix, Colour.Of(0x000000), Colour.Of(0xFFFFFF)));
        }
        else
        {
            board.AddBadge(Symbol.Exclamation, place.Square(board.Px(190)));
        }
    }
}
