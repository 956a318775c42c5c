using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>A text with its word widths, measured once for all sizes to be tried.</summary>
/// <param name="Widths">In ems.</param>
/// <param name="Space">Width of a space in ems.</param>
internal sealed record Measured(Caption Text, string[] Words, double[] Widths, double Space)
{
    /// <summary>Width on a single line in ems.</summary>
    public double Whole => Widths.Sum() + ((Widths.Length - 1) * Space);

    public static Measured Of(Caption text, IRuler ruler)
    {
        var words = Compounds.Split(text.Words);
        var space = ruler.WidthOf(" ", text.Weight);
        return new(text, words, [.. words.Select(word => WidthOf(word, text.Weight, space, ruler))], space);
    }

    // Measures syllables rather than words: there are few of them, so the cache of widths stays small.
    private static double WidthOf(string word, Weight weight, double space, IRuler ruler)
    {
        if (!word.Contains(' ', StringComparison.Ordinal))
        {
            return ruler.WidthOf(word, weight);
        }

        var syllables = word.Split(' ');
        return syllables.Sum(syllable => ruler.WidthOf(syllable, weight)) + ((syllables.Length - 1) * space);
    }

    /// <summary>Breaks greedily, with at least one word per line.</summary>
    /// <param name="width">In ems.</param>
    public List<(int First, int End, double Width)> Break(double width)
    {
        var lines = new List<(int First, int End, double Width)>(4);
        var (first, used) = (0, Widths[0]);
        for (var at = 1; at < Widths.Length; at++)
        {
            var grown = used + Space + Widths[at];
            if (grown > width)
            {
                lines.Add((first, at, used));
                (first, grown) = (at, Widths[at]);
            }

            used = grown;
        }

        lines.Add((first, Widths.Length, used));
        return lines;
    }

    /// <summary>The text of each line.</summary>
    public IReadOnlyList<SetLine> Lines(List<(int First, int End, double Width)> lines) =>
        [.. lines.Select(line => new SetLine(string.Join(' ', Words[line.First..line.End]), line.Width))];
}
