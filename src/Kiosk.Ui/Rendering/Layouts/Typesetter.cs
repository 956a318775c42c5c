using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>Breaks texts into lines and finds the size at which they fit. Never truncates or breaks within a word: it shrinks, then wraps, then shrinks further.</summary>
internal sealed class Typesetter(IRuler ruler)
{
    /// <summary>Size increment in pixels. Whole sizes let the graphics library reuse cached glyphs.</summary>
    private const double Step = 1;

    private const double MinSize = 6;

    /// <summary>Share of its minimum size to which other text may shrink before a headline shrinks below its own minimum.</summary>
    private const double MinNoteShare = 0.7;

    /// <summary>Share of its preferred size down to which a name shrinks rather than wraps.</summary>
    private const double OneLineShare = 0.74;

    /// <summary>
    /// Finds the largest size at which a column fits: all texts shrink by the same share, stopping at their minimum until all have reached it;
    /// then everything but headlines shrinks further, and finally headlines too.
    /// </summary>
    public IReadOnlyList<SetText> Fit(IReadOnlyList<Caption> column, double width, double height)
    {
        Measured[] measured = [.. column.Select(text => Measured.Of(text, ruler))];
        for (var share = 1.0; share > 0.3; share -= 0.03)
        {
            if (TrySet(measured, width, height, text => Math.Max(text.Min, text.Max * share)) is { } set)
            {
                return set;
            }

            if (column.All(text => text.Max * share <= text.Min))
            {
                break;
            }
        }

        return Squeeze(measured, width, height);
    }

    /// <summary>Fits one text into a width and height.</summary>
    public SetText Fit(Caption text, double width, double height) => Fit([text], width, height)[0];

    public double WidthOf(string words, Weight weight, double size) => Measured.Of(new Caption(words, size, size, weight, default), ruler).Whole * size;

    private static List<SetText> Squeeze(Measured[] column, double width, double height)
    {
        for (var share = 0.96; share > MinNoteShare; share -= 0.04)
        {
            if (TrySet(column, width, height, text => text.IsHeadline ? text.Min : text.Min * share) is { } set)
            {
                return set;
            }
        }

        for (var share = 0.96; share > 0.1; share -= 0.04)
        {
            if (TrySet(column, width, height, text => text.Min * Math.Min(share, text.IsHeadline ? 1 : MinNoteShare)) is { } set)
            {
                return set;
            }
        }

        return [.. column.Select(text => Set(text, width, MinSize))];
    }

    private static List<SetText>? TrySet(Measured[] column, double width, double height, Func<Caption, double> sizeOf)
    {
        var sizes = new double[column.Length];
        var left = height;
        for (var at = 0; at < column.Length; at++)
        {
            var text = column[at];
            var size = sizes[at] = SizeOf(text, width, Math.Max(MinSize, Math.Floor(sizeOf(text.Text) / Step) * Step));
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
        return fitting < size && fitting >= text.Text.Max * OneLineShare ? fitting : size;
    }

    private static SetText Set(Measured text, double width, double size) => new(text.Text, size, text.Lines(Balance(text, width / size)));

    // As few lines as possible, of similar length: no single word on the last line.
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
