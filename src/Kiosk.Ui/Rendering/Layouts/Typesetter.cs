namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>Breaks words into lines and finds the size at which they fit. Nothing is ever cut off or broken within a word: words shrink, then wrap, then shrink on.</summary>
internal sealed class Typesetter(IRuler ruler)
{
    /// <summary>Pixels by which sizes are tried. Whole sizes also let the graphics library reuse the letters that it has drawn.</summary>
    private const double Step = 1;

    private const double LeastOfAll = 6;

    /// <summary>Of its least size: so small becomes what is no headline before a headline shrinks below its own.</summary>
    private const double LeastNoteShare = 0.7;

    /// <summary>Of a name's largest size: down to this it rather shrinks than wraps.</summary>
    private const double OneLineShare = 0.74;

    /// <summary>
    /// The greatest size at which all of a column fits: every text shrinks by the same share, none below its least size before all have come to theirs;
    /// then what is no headline shrinks on, and at last everything.
    /// </summary>
    public IReadOnlyList<SetText> Fit(IReadOnlyList<Caption> column, double width, double height)
    {
        for (var share = 1.0; share > 0.3; share -= 0.03)
        {
            if (TrySet(column, width, height, text => Math.Max(text.Least, text.Largest * share)) is { } set)
            {
                return set;
            }

            if (column.All(text => text.Largest * share <= text.Least))
            {
                break;
            }
        }

        return Squeeze(column, width, height);
    }

    /// <summary>One text within a width, at most so high.</summary>
    public SetText Fit(Caption text, double width, double height) => Fit([text], width, height)[0];

    public double WidthOf(string words, Weight weight, double size) => Width(words.Split(' '), 0, words.Count(letter => letter == ' ') + 1, weight) * size;

    private List<SetText> Squeeze(IReadOnlyList<Caption> column, double width, double height)
    {
        for (var share = 0.96; share > LeastNoteShare; share -= 0.04)
        {
            if (TrySet(column, width, height, text => text.IsHeadline ? text.Least : text.Least * share) is { } set)
            {
                return set;
            }
        }

        for (var share = 0.96; share > 0.1; share -= 0.04)
        {
            if (TrySet(column, width, height, text => text.Least * Math.Min(share, text.IsHeadline ? 1 : LeastNoteShare)) is { } set)
            {
                return set;
            }
        }

        return [.. column.Select(text => Set(text, width, LeastOfAll))];
    }

    private List<SetText>? TrySet(IReadOnlyList<Caption> column, double width, double height, Func<Caption, double> sizeOf)
    {
        var set = new List<SetText>(column.Count);
        var left = height;
        foreach (var text in column)
        {
            var lines = Set(text, width, Math.Max(LeastOfAll, Math.Floor(sizeOf(text) / Step) * Step));
            left -= lines.Height + (set.Count == 0 ? 0 : text.Gap);
            set.Add(lines);
            if (left < 0 || lines.Width > width + 0.01)
            {
                return null;
            }
        }

        return set;
    }

    private SetText Set(Caption text, double width, double size)
    {
        var words = Compounds.Split(text.Words);
        if (text.PrefersOneLine && words.Length > 1)
        {
            var whole = Width(words, 0, words.Length, text.Weight);
            var fitting = Math.Floor(width / whole);
            if (fitting < size && fitting >= text.Largest * OneLineShare)
            {
                size = fitting;
            }
        }

        var lines = Break(words, width / size, text.Weight);
        return new SetText(text, size, Balance(words, lines, width / size, text.Weight));
    }

    // As many lines as needed, but of like length: no lonely word at the end.
    private List<SetLine> Balance(string[] words, List<SetLine> lines, double width, Weight weight)
    {
        if (lines.Count < 2)
        {
            return lines;
        }

        var (narrow, wide) = (width / 2, width);
        for (var trial = 0; trial < 6; trial++)
        {
            var middle = (narrow + wide) / 2;
            var attempt = Break(words, middle, weight);
            if (attempt.Count == lines.Count && attempt.TrueForAll(line => line.Width <= width))
            {
                (wide, lines) = (middle, attempt);
            }
            else
            {
                narrow = middle;
            }
        }

        return lines;
    }

    private List<SetLine> Break(string[] words, double width, Weight weight)
    {
        var lines = new List<SetLine>();
        var (first, used) = (0, 0.0);
        var space = ruler.WidthOf(" ", weight);
        for (var at = 0; at < words.Length; at++)
        {
            var word = Width(words[at], weight);
            var grown = at == first ? word : used + space + word;
            if (at > first && grown > width)
            {
                lines.Add(new(string.Join(' ', words[first..at]), used));
                (first, grown) = (at, word);
            }

            used = grown;
        }

        lines.Add(new(string.Join(' ', words[first..]), used));
        return lines;
    }

    private double Width(string[] words, int from, int count, Weight weight)
    {
        var sum = (count - 1) * ruler.WidthOf(" ", weight);
        for (var at = from; at < from + count; at++)
        {
            sum += Width(words[at], weight);
        }

        return sum;
    }

    // Syllables one by one: a terminal meets few of them and remembers their widths.
    private double Width(string word, Weight weight)
    {
        if (!word.Contains(' ', StringComparison.Ordinal))
        {
            return ruler.WidthOf(word, weight);
        }

        return Width(word.Split(' '), 0, word.Count(letter => letter == ' ') + 1, weight);
    }
}
