using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>A member's own attendance: the totals, then a line a session.</summary>
internal static class OwnAttendanceLayout
{
    public static void Place(Board board, Screen.OwnAttendance own)
    {
        var (header, page) = board.Page.CutTop(board.Px(board.IsPortrait ? 210 : 112));
        List<Caption> words = [board.Headline(board.Wording.Say(Phrases.OwnAttendance), 40), board.Note(board.Wording.TotalsOf(own), 19, 4)];
        if (board.OtherWording is { } other)
        {
            words.Add(board.Note(other.TotalsOf(own), 17, 2));
        }

        board.AddTexts(header, 0, 0, words);
        (page, var foot) = page.CutBottom(board.Px(56));
        PlaceWays(board, foot, own);
        if (own.PageCount > 1)
        {
            (page, var pages) = page.CutBottom(board.Px(board.IsPortrait ? 68 : 0));
            PlacePages(board, board.IsPortrait ? pages.CutTop(board.Px(56)).Top : PagesIn(board, foot), own);
        }

        PlaceLines(board, page.CutTop(board.Px(8)).Remainder.CutBottom(board.Px(12)).Remainder, own.Lines);
    }

    private static double Gap(Board board) => board.Px(14);

    // Where there is room they stand in the foot, between the way back and the request.
    private static Box PagesIn(Board board, Box foot) => foot.CutLeft(foot.Width * 0.2).Remainder.CutRight(foot.Width * 0.32).Remainder.Inset(Gap(board), 0);

    private static void PlaceWays(Board board, Box foot, Screen.OwnAttendance own)
    {
        var isWide = board.IsPortrait || own.PageCount == 1;
        var (back, rest) = foot.CutLeft(foot.Width * (isWide ? 0.33 : 0.2));
        board.AddButton(back, board.Wording.Say(Phrases.Back), new ScreenAction.Back());
        board.AddButton(isWide ? rest.CutLeft(Gap(board)).Remainder : foot.CutRight(foot.Width * 0.32).Right, board.Wording.Say(Phrases.AskAttendanceAgain), new ScreenAction.Continue(), isMain: true);
    }

    private static void PlacePages(Board board, Box pages, Screen.OwnAttendance own)
    {
        var width = (pages.Width - Gap(board)) / 2;
        if (own.Page > 1)
        {
            board.AddButton(pages.CutLeft(width).Left, board.Wording.Say(Phrases.PreviousPage), new ScreenAction.TurnPage(IsForward: false));
        }

        if (own.Page < own.PageCount)
        {
            board.AddButton(pages.CutRight(width).Right, board.Wording.Say(Phrases.NextPage), new ScreenAction.TurnPage(IsForward: true));
        }
    }

    private static void PlaceLines(Board board, Box page, IReadOnlyList<AttendedLine> lines)
    {
        var height = page.Height / Screen.OwnAttendance.MaxPage;
        foreach (var (at, line) in lines.Take(Screen.OwnAttendance.MaxPage).Index())
        {
            var row = new Box(page.X, page.Y + (at * height), page.Width, height - board.Px(4));
            board.AddPlate(row, 8, board.Theme.Band);
            var (day, rest) = row.CutLeft(board.Px(board.IsPortrait ? 104 : 116));
            var (title, came) = rest.CutRight(board.Px(board.IsPortrait ? 128 : 196));
            Put(board, day, LocalFormat.Day(line.Day), Weight.Medium);
            Put(board, title, line.Title, Weight.Medium);
            Put(board, came, line.Came.In(board.Language), Weight.SemiBold);
        }
    }

    private static void Put(Board board, Box box, string words, Weight weight) =>
        board.AddTexts(box.Inset(board.Px(8), board.Px(2)), 0, 0.5, [new(words, board.Px(18), board.Px(13), weight, board.Theme.Ink)], board.Theme.Band);
}
