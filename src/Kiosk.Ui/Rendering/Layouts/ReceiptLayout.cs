using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>Confirms that a case was received, with its numbers; also as a QR code to scan with a phone: the signed receipt, or the number alone where it could not be signed.</summary>
internal static class ReceiptLayout
{
    public static void Place(Board board, Screen.ProcedureReceipt receipt)
    {
        var words = board.Wording.Of(receipt);
        var across = board.IsPortrait ? 0.5 : 0;
        var (band, rest) = Part(board);
        board.AddPlate(band, 0, board.Theme.Band);
        PlaceSymbols(board, band, receipt);
        List<Caption> texts = [board.Headline(words[0], 50), new(words[1], board.Px(27), board.Px(20), Weight.SemiBold, board.Theme.Ink, board.Px(12))];
        texts.AddRange(words.Skip(2).Select((line, at) => board.Note(line, 23, at == 0 ? 16 : 7) with { Ink = board.Theme.Ink }));
        if (board.OtherWording?.Of(receipt) is { } other)
        {
            texts.Add(board.Note(other[0], 21, 16));
        }

        board.AddTexts(rest, across, board.IsPortrait ? 0.2 : 0.5, texts);
    }

    private static (Box Band, Box Words) Part(Board board)
    {
        var (band, words) = board.IsPortrait ? board.Whole.CutTop(board.Height * 0.36) : board.Whole.CutLeft(board.Width * 0.31);
        return (band, words.Inset(board.Px(34), board.Px(30)));
    }

    private static void PlaceSymbols(Board board, Box band, Screen.ProcedureReceipt receipt)
    {
        if (QrMatrix.TryEncode(receipt.SignedText ?? receipt.ReceiptNumber) is not { } matrix)
        {
            board.AddBadge(Symbol.Tick, band.Square(board.Px(160)), board.Theme.Band);
            return;
        }

        var (tick, code) = board.IsPortrait ? band.CutLeft(band.Width * 0.42) : band.CutTop(band.Height * 0.44);
        board.AddBadge(Symbol.Tick, tick.Square(board.Px(132)), board.Theme.Band);
        var side = Math.Min(board.Px(200), Math.Min(code.Width, code.Height) - board.Px(32));
        var box = code.Square(side);
        board.Add(new Mark.Code(board.IsPortrait ? box : box with { Y = code.Y }, matrix, Colour.Of(0x000000), Colour.Of(0xFFFFFF)));
    }
}
