using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>The welcome screen: the name most prominent, then the seat, then the rest.</summary>
internal static class AdmittedLayout
{
    private const double BandShare = 0.23;

    public static void Place(Board board, Screen.Admitted admitted)
    {
        var rest = AnswerLayout.PlaceBadge(board, Symbol.Tick, BandShare);
        var across = board.IsPortrait ? 0.5 : 0;
        (rest, var foot) = rest.CutBottom(board.Px(26));
        board.AddTexts(foot, across, 1, [board.Note(board.Wording.RecordedOf(admitted), 20, 0)]);
        if (board.Wording.DocumentAskedOf(admitted) is { } asked)
        {
            (rest, var request) = rest.CutBottom(board.Px(board.IsPortrait ? 60 : 34));
            board.AddTexts(request, across, 1, [board.Note(asked, 22, 0, Weight.SemiBold) with { Ink = board.Theme.Ink }]);
        }

        if (admitted.Seat is { } seat)
        {
            (rest, var tiles) = rest.CutBottom(board.Px(116));
            PlaceSeat(board, tiles.Inset(0, board.Px(11)), seat);
        }

        board.AddTexts(rest, across, board.IsPortrait ? 0.3 : 0.45, [.. TextsOf(board, admitted)]);
    }

    private static IEnumerable<Caption> TextsOf(Board board, Screen.Admitted admitted)
    {
        var (before, name, after) = board.Wording.WelcomePartsOf(admitted);
        if (name is null)
        {
            yield return board.Headline(before, 52);
        }
        else
        {
            yield return board.Note(before, 27, 0) with { Ink = board.Theme.Ink };
            yield return board.Headline(name, 62) with { Gap = board.Px(2), PrefersOneLine = true };
        }

        if (after.Length > 0)
        {
            yield return board.Note(after, 24, 6) with { Ink = board.Theme.Ink };
        }

        // Staff compares name and document; there is no room for all of it on a small panel.
        if (admitted is { Role: { } role, ByInvitation: false })
        {
            yield return board.Note(role, 24, 8, Weight.SemiBold);
        }
    }

    private static void PlaceSeat(Board board, Box row, Seat seat)
    {
        (Phrase Label, string Value)[] parts = [(Phrases.SeatArea, seat.Area), (Phrases.SeatRow, seat.Row), (Phrases.SeatNumber, seat.Number)];
        var gap = board.Px(14);
        var width = (row.Width - (gap * (parts.Length - 1))) / parts.Length;
        for (var at = 0; at < parts.Length; at++)
        {
            var tile = new Box(row.X + (at * (width + gap)), row.Y, width, row.Height);
            board.AddPlate(tile, 12, board.Theme.Badge);
            var (label, value) = tile.Inset(board.Px(10), board.Px(8)).CutTop(board.Px(26));
            board.AddTexts(label, 0.5, 0.5, [new(parts[at].Label.In(board.Language), board.Px(19), board.Px(14), Weight.Medium, board.Theme.BadgeInk)], board.Theme.Badge);
            board.AddTexts(value, 0.5, 0.5, [new(parts[at].Value, board.Px(46), board.Px(20), Weight.Bold, board.Theme.BadgeInk)], board.Theme.Badge);
        }
    }
}
