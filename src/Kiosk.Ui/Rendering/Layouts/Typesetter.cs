using Kiosk.Ui.Rendering.Pictures;

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
    /// The largest size at which all of a column fits: every text shrinks by the same share, none below its least size before all have come to theirs;
    /// then what is no headline shrinks on, and at last everything.
    /// </summary>
    public IReadOnlyList<SetText> Fit(IReadOnlyList<Caption> column, double width, double height)
    {
        Measured[] measured = [.. column.Select(text => Measured.Of(text, ruler))];
        for (var share = 1.0; share > 0.3; share -= 0.03)
        {
            if (TrySet(measured, width, height, text => Math.Max(text.Least, text.Largest * share)) is { } set)
            {
                return set;
            }

            if (column.All(text => text.Largest * share <= text.Least))
            {
                break;
            }
        }

        return Squeeze(measured, width, height);
    }

    /// <summary>One text within a width, at most so high.</summary>
    public SetText Fit(Caption text, double width, double height) => Fit([text], width, height)[0];

    public double WidthOf(string words, Weight weight, double size) => Measured.Of(new Caption(words, size, size, weight, default), ruler).Whole * size;

    private static List<SetText> Squeeze(Measured[] column, double width, double height)
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

    private static List<SetText>? TrySet(Measured[] column, double width, double height, Func<Caption, double> sizeOf)
    {
        var sizes = new double[column.Length];
        var left = height;
        for (var at = 0; at < column.Length; at++)
        {
            var text = column[at];
            var size = sizes[at] = SizeOf(text, width, Math.Max(LeastOfAll, Math.Floor(sizeOf(text.Text) / Step) * Step));
            var lines = text.Break(width / size);
            left -= SetText.HeightOf(size, lines.Count) + (at == 0 ? 0 : text.Text.Gap);
            if (left < 0 || lines.Exists(line => line.Width * size > width + 0.01))
            {
                return null;
            }
        }

        return [.. column.Select((text, at) => Set(text, width, sizes[at]))];
    }

    private static double SizeOf(Measured text, double width, double size)
    {
        if (!text.Text.PrefersOneLine || text.Words.Length < 2)
        {
            return size;
        }

        var fitting = Math.Floor(width / text.Whole);
        return fitting < size && fitting >= text.Text.Largest * OneLineShare ? fitting : size;
    }

    private static SetText Set(Measured text, double width, double size) => new(text.Text, size, text.Lines(Balance(text, width / size)));

    // As many lines as needed, but of like length: no lonely word at the end.
    private static List<(int First, int End, double Width)> Balance(Measured text, double width)
    {
        var lines = text.Break(width);
        if (lines.Count < 2)
        {
            return lines;
        }

        var (narrow, wide) = (width / 2, width);
        for (var trial = 0; trial < 6; trial++)
        {
            var middle = (narrow + wide) / 2;
            var attempt = text.Break(middle);
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
}
