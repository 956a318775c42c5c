using Kiosk.Ui.Wording;

namespace Kiosk.Ui.Rendering.Paper;

/// <summary>The head of a small document: the issuing bodies on the left, the Party on the right.</summary>
internal static class PaperHead
{
    /// <param name="superior">Empty for none.</param>
    /// <param name="office">Empty for none.</param>
    /// <returns>Where the text begins.</returns>
    public static double Place(PaperDocument paper, string superior, string office, double from, double to, double top)
    {
        var middle = from + ((to - from) * 0.5);
        var left = top;
        if (superior.Length > 0)
        {
            left += paper.Draw(new(superior, 10, Alignment: PaperAlignment.Centre), from, left, middle - from - 8);
        }

        if (office.Length > 0)
        {
            left += paper.Draw(new(office, 10, IsBold: true, Alignment: PaperAlignment.Centre), from, left, middle - from - 8);
            left += paper.Draw(new("*", 10, Alignment: PaperAlignment.Centre), from, left, middle - from - 8);
        }

        var party = new PaperText(SlipPhrases.Party, 10.5, IsBold: true, Alignment: PaperAlignment.Centre);
        var right = top + paper.Draw(party, middle, top, to - middle);
        var line = Math.Min(paper.WidthOf(party), to - middle);
        paper.Line(middle + ((to - middle - line) / 2), right + 1, middle + ((to - middle + line) / 2), right + 1, 0.7);
        return Math.Max(left, right) + 18;
    }
}
