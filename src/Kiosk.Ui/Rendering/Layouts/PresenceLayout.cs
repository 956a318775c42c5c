using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>Attendance as a sentence and as a bar with the quorum marked.</summary>
internal static class PresenceLayout
{
    private static readonly Colour Track = Colour.Of(0xDCD7CA);
    private static readonly Colour Met = Colour.Of(0x0B6B3A);
    private static readonly Colour Short = Colour.Of(0x1F5C93);

    private const int WhereaboutsHeight = 28;

    /// <summary>The height in design pixels that a line about those inside takes.</summary>
    public static int ExtraOf(Presence presence) => presence.Whereabouts is null ? 0 : WhereaboutsHeight;

    public static void Place(Board board, Box foot, Presence presence)
    {
        var lineHeight = board.Px(board.IsPortrait ? 64 : 34);
        var (sentence, rest) = foot.CutTop(lineHeight);
        board.AddTexts(sentence, 0, 1, [new(board.Wording.FiguresOf(presence), board.Px(25), board.Px(19), Weight.SemiBold, board.Theme.Ink)]);
        if (presence.Whereabouts is { } people)
        {
            (var line, rest) = rest.CutTop(board.Px(WhereaboutsHeight));
            board.AddTexts(line, 0, 1, [new(board.Wording.WhereaboutsOf(people), board.Px(21), board.Px(16), Weight.Medium, board.Theme.Ink)]);
        }

        var bar = new Box(foot.X, rest.Y + board.Px(10), foot.Width, board.Px(16));
        PlaceBar(board, bar, presence);
        var below = new Box(foot.X, bar.Bottom + board.Px(9), foot.Width, foot.Bottom - bar.Bottom - board.Px(9));
        board.AddTexts(below, 0, 0, [board.Note(board.Wording.AsOf(presence), 16, 0, Weight.Regular)]);
    }

    private static void PlaceBar(Board board, Box bar, Presence presence)
    {
        board.AddPlate(bar, 8, Track);
        if (presence.Convened <= 0)
        {
            return;
        }

        var share = Math.Clamp((double)presence.Present / presence.Convened, 0, 1);
        if (share > 0)
        {
            board.AddPlate(bar with { Width = Math.Max(bar.Height, bar.Width * share) }, 8, presence.IsQuorumMet ? Met : Short, isRule: true);
        }

        if (presence.Required is { } required && required <= presence.Convened)
        {
            var x = bar.X + (bar.Width * required / presence.Convened);
            // A light edge keeps the mark visible on the filled and the empty part.
            board.AddPlate(new(x - board.Px(4), bar.Y - board.Px(6), board.Px(8), bar.Height + board.Px(12)), 4, board.Theme.Ground);
            board.AddPlate(new(x - board.Px(2), bar.Y - board.Px(6), board.Px(4), bar.Height + board.Px(12)), 2, board.Theme.Ink, isRule: true);
        }
    }
}
