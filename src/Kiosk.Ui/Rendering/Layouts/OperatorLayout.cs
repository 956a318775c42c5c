using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>The operator's screen: counts by door and delegation in tables, the latest taps, and the state of cache and journal.</summary>
internal static class OperatorLayout
{
    public static void Place(Board board, OperatorFigures figures)
    {
        var wording = board.Wording.Operator;
        var page = board.Whole.Inset(board.Px(30), board.Px(20));
        (var header, page) = page.CutTop(board.Px(board.IsPortrait ? 92 : 64));
        PlaceHeader(board, header, wording.HeadlineOf(figures), figures.Now);
        if (figures.Presence is { } presence)
        {
            (var summary, page) = page.CutTop(board.Px((board.IsPortrait ? 130 : 98) + PresenceLayout.ExtraOf(presence)));
            PresenceLayout.Place(board, summary, presence);
        }

        (page, var foot) = page.CutBottom(board.Px(board.IsPortrait ? 52 : 28));
        board.AddTexts(foot, 0, 1, [board.Note($"{wording.CacheOf(figures.Stores)} {wording.JournalOf(figures.Stores)}", 17, 0)]);
        PlaceTables(board, page.CutBottom(board.Px(8)).Remainder, figures, wording);
    }

    private static void PlaceHeader(Board board, Box header, string title, DateTimeOffset now)
    {
        var clock = LocalFormat.Time(now);
        var (left, right) = header.CutRight(board.WidthOf(clock, board.Px(42), Weight.Bold) + board.Px(2));
        board.AddTexts(right, 1, 0, [new(clock, board.Px(42), board.Px(36), Weight.Bold, board.Theme.Ink)]);
        board.AddTexts(left.CutRight(board.Px(24)).Remainder, 0, 0, [new(title, board.Px(23), board.Px(17), Weight.SemiBold, board.Theme.Ink)]);
    }

    private static void PlaceTables(Board board, Box page, OperatorFigures figures, OperatorWording wording)
    {
        var doors = new TableContent(
            wording.Say(OperatorPhrases.ByDoor), wording.Say(OperatorPhrases.Present), [.. figures.ByDoor.Select(line => (wording.DoorOf(line.Name), wording.CountOf(line)))]);
        var taps = new TableContent(
            wording.Say(OperatorPhrases.LastTaps), "", [.. figures.LastTaps.Select(tap => (wording.AnswerOf(tap.Answer), LocalFormat.Time(tap.At)))]);
        var gap = board.Px(30);
        if (board.IsPortrait)
        {
            var (upper, lower) = page.CutTop(page.Height * 0.46);
            var half = (upper.Width - gap) / 2;
            TableLayout.Place(board, upper with { Width = half }, doors);
            TableLayout.Place(board, upper with { X = upper.X + half + gap, Width = half }, taps);
            TableLayout.Place(board, lower, DelegationsOf(figures, wording, TableLayout.RowsIn(board, lower)));
            return;
        }

        var width = (page.Width - (2 * gap)) / 10;
        var (left, middle) = page.CutLeft(width * 2.6);
        (middle, var right) = middle.CutRight(width * 3);
        middle = middle.Inset(gap, 0);
        TableLayout.Place(board, left, doors);
        TableLayout.Place(board, middle, DelegationsOf(figures, wording, TableLayout.RowsIn(board, middle)));
        TableLayout.Place(board, right, taps);
    }

    // The delegations that changed last get their own rows, in list order; the last row sums up the others, because every delegation counts.
    private static TableContent DelegationsOf(OperatorFigures figures, OperatorWording wording, int rows)
    {
        var lines = figures.ByDelegation;
        var own = lines.Count <= rows ? lines.Count : Math.Max(0, rows - 1);
        var chosen = lines.OrderByDescending(line => line.LastAt).Take(own).ToHashSet();
        List<(string, string)> shown = [.. lines.Where(chosen.Contains).Select(line => (wording.DelegationOf(line.Name), wording.CountOf(line)))];
        if (own < lines.Count)
        {
            CountLine[] others = [.. lines.Where(line => !chosen.Contains(line))];
            var sum = new CountLine("", others.Sum(line => line.Present), others.Sum(line => line.Convened ?? 0));
            shown.Add((wording.Say(OperatorPhrases.OtherDelegations, wording.NumberOf(others.Length)), wording.CountOf(sum)));
        }

        return new(wording.Say(OperatorPhrases.ByDelegation), wording.Say(OperatorPhrases.Present), shown);
    }
}
