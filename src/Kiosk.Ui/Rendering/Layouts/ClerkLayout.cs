using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>The clerk's own display: the desk, the last refusal, and as many of the day's newest files as there is room for.</summary>
internal static class ClerkLayout
{
    private const double RowHeight = 46;

    public static void Place(Board board, Screen.ClerkDesk desk)
    {
        var wording = new ClerkWording(board.Language);
        var (header, page) = board.Whole.Inset(board.Px(30), board.Px(22)).CutTop(board.Px(board.IsPortrait ? 90 : 56));
        board.AddTexts(header, 0, 0, [new(wording.HeadlineOf(desk), board.Px(30), board.Px(20), Weight.Bold, board.Theme.Ink)]);
        (var last, page) = page.CutTop(board.Px(board.IsPortrait ? 210 : 132));
        PlaceRefusal(board, last, desk.Refusal);
        (var count, page) = page.CutTop(board.Px(36));
        board.AddTexts(count, 0, 1, [new(wording.CountOf(desk), board.Px(20), board.Px(16), Weight.SemiBold, board.Theme.Ink)]);
        PlaceFiles(board, page.CutTop(board.Px(6)).Remainder, wording, desk.Files);
    }

    private static void PlaceRefusal(Board board, Box place, ClerkRefusal? refusal)
    {
        var plate = place.CutBottom(board.Px(6)).Remainder;
        board.AddPlate(plate, 12, board.Theme.Band);
        List<Caption> words = refusal is null
            ? [new(ClerkWording.NoRefusal.In(board.Language), board.Px(22), board.Px(16), Weight.Medium, board.Theme.Ink)]
            :
            [
                new(refusal.Meaning.In(board.Language), board.Px(24), board.Px(15), Weight.Bold, board.Theme.Ink),
                new(refusal.Remedy.In(board.Language), board.Px(20), board.Px(14), Weight.Medium, board.Theme.Ink, board.Px(4)),
                new(ClerkWording.WhenOf(refusal), board.Px(16), board.Px(13), Weight.Medium, board.Theme.Ink, board.Px(4)),
            ];
        board.AddTexts(plate.Inset(board.Px(16), board.Px(8)), 0, 0.5, words, board.Theme.Band);
    }

    private static void PlaceFiles(Board board, Box page, ClerkWording wording, IReadOnlyList<ClerkLine> files)
    {
        var height = board.Px(RowHeight);
        foreach (var (at, file) in files.Take((int)(page.Height / height)).Index())
        {
            var row = new Box(page.X, page.Y + (at * height), page.Width, height);
            board.AddPlate(row with { Height = Math.Max(1, board.Px(1)) }, 0, board.Theme.Band);
            board.AddTexts(
                row.Inset(0, board.Px(3)),
                0,
                0.5,
                [new(wording.TitleOf(file), board.Px(17), board.Px(12), Weight.SemiBold, board.Theme.Ink), board.Note(wording.DetailOf(file), 15, 0)]);
        }
    }
}
