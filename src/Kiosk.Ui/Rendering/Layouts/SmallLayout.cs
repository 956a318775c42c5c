using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>A screen for 128×64 pixels: a symbol, a few words, one fact.</summary>
internal static class SmallLayout
{
    private const double SymbolSide = 38;
    private const double Gap = 5;
    private const double DetailHeight = 17;

    /// <summary>Letters without antialiasing are slightly wider than measured.</summary>
    private const double Slack = 3;

    private static readonly Colour Dark = Colour.Of(0x000000);
    private static readonly Colour Lit = Colour.Of(0xFFFFFF);

    public static Drawing Of(Screen screen, Language language, IRuler ruler)
    {
        var words = SmallWords.Of(screen, language);
        var typesetter = new Typesetter(ruler);
        var whole = new Box(0, 0, MonoPicture.Width, MonoPicture.Height);
        var marks = new List<Mark>();
        var upper = whole;
        if (words.Detail.Length > 0)
        {
            (upper, var lower) = whole.CutBottom(DetailHeight);
            Place(marks, typesetter.Fit(new Caption(words.Detail, 14, 11, Weight.SemiBold, Lit), whole.Width - Slack, DetailHeight), lower, across: 0.5);
        }

        var (left, right) = upper.CutLeft(SymbolSide);
        marks.Add(new Mark.Badge(AnswerLayout.SymbolOf(screen), left.Square(SymbolSide - 2), Dark, Lit, Dark));
        var room = new Box(right.X + Gap, right.Y, right.Width - Gap, right.Height);
        Place(marks, typesetter.Fit(new Caption(words.Main, 21, 13, Weight.Bold, Lit), room.Width - Slack, room.Height), room, across: 0);
        return new(MonoPicture.Width, MonoPicture.Height, Dark, marks, []);
    }

    private static void Place(List<Mark> marks, SetText set, Box box, double across)
    {
        var baseline = Math.Round(box.Y + Math.Max(0, (box.Height - set.Height) / 2) + (set.Size * Proportions.Ascent));
        foreach (var line in set.Lines)
        {
            var width = line.Width * set.Size;
            marks.Add(new Mark.Line(line.Words, Math.Round(box.X + ((box.Width - width) * across)), baseline, width, set.Size, set.Text.Weight, Lit, Dark, IsHeadline: false));
            baseline += Math.Round(set.Size * Proportions.Leading);
        }
    }
}
