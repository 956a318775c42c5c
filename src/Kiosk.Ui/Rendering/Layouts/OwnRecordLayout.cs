using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>One line for each thing that is kept, to be touched where it is wrong.</summary>
internal static class OwnRecordLayout
{
    private const int LineCount = 4;

    public static void Place(Board board, Screen.OwnRecord record)
    {
        var (header, page) = board.Page.CutTop(board.Px(board.IsPortrait ? 220 : 108));
        List<Caption> words = [board.Headline(board.Wording.Say(Phrases.OwnRecord), 40), board.Note(board.Wording.Say(Phrases.TouchWhatIsWrong), 19, 4)];
        if (board.OtherWording is { } other)
        {
            words.Add(board.Note(other.Say(Phrases.TouchWhatIsWrong), 17, 2));
        }

        board.AddTexts(header, 0, 0, words);
        (page, var foot) = page.CutBottom(board.Px(56));
        // Three buttons do not stand side by side on a narrow panel.
        (page, var upper) = page.CutBottom(board.Px(board.IsPortrait ? 70 : 0));
        PlaceLines(board, page.CutTop(board.Px(8)).Remainder.CutBottom(board.Px(12)).Remainder, record.Lines);
        PlaceWays(board, foot, upper, record);
    }

    private static void PlaceWays(Board board, Box foot, Box upper, Screen.OwnRecord record)
    {
        var gap = board.Px(14);
        var (back, rest) = foot.CutLeft((foot.Width - gap) * (board.IsPortrait ? 0.33 : 0.2));
        rest = rest.CutLeft(gap).Remainder;
        var attendance = upper.CutTop(board.Px(56)).Top;
        if (!board.IsPortrait)
        {
            (attendance, rest) = rest.CutLeft((rest.Width - gap) / 2);
            rest = rest.CutLeft(gap).Remainder;
        }

        board.AddButton(back, board.Wording.Say(Phrases.Close), new ScreenAction.Back());
        board.AddButton(attendance, board.Wording.Say(Phrases.SeeAttendance), new ScreenAction.OpenAttendance());
        board.AddButton(rest, board.Wording.Say(record.IsRight ? Phrases.RecordIsRight : Phrases.AskCorrection), new ScreenAction.Continue(), isMain: true);
    }

    private static void PlaceLines(Board board, Box page, IReadOnlyList<RecordLine> lines)
    {
        var gap = board.Px(10);
        var height = (page.Height - (gap * (LineCount - 1))) / LineCount;
        foreach (var (at, line) in lines.Take(LineCount).Index())
        {
            PlaceLine(board, new(page.X, page.Y + (at * (height + gap)), page.Width, height), at, line);
        }
    }

    private static void PlaceLine(Board board, Box place, int at, RecordLine line)
    {
        board.AddPlate(place, 12, board.Theme.Band);
        var (sign, rest) = place.CutLeft(board.Px(56));
        // Marked or not: by form, not by colour alone.
        if (line.IsWrong)
        {
            board.AddPlate(sign, 12, board.Theme.Badge, isRule: true);
        }

        board.AddTexts(sign, 0.5, 0.5, [new(line.IsWrong ? "!" : "○", board.Px(32), board.Px(22), Weight.Bold, line.IsWrong ? board.Theme.BadgeInk : board.Theme.Ink)], line.IsWrong ? board.Theme.Badge : board.Theme.Band);
        var (label, value) = rest.CutLeft(rest.Width * (board.IsPortrait ? 0.34 : 0.24));
        board.AddTexts(label.Inset(board.Px(10), board.Px(4)), 0, 0.5, [new(board.Wording.Say(ScreenWording.NameOf(line.Field)), board.Px(18), board.Px(14), Weight.Medium, board.Theme.Ink)], board.Theme.Band);
        var words = line.Value.In(board.Language);
        board.AddTexts(value.Inset(board.Px(8), board.Px(4)), 0, 0.5, [new(words, board.Px(22), board.Px(14), Weight.SemiBold, board.Theme.Ink)], board.Theme.Band);
        board.AddTarget(place, words, new ScreenAction.Choose(at));
    }
}
