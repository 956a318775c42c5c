using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>A text to be placed.</summary>
/// <param name="Max">Preferred size in pixels per em.</param>
/// <param name="Min">Size in pixels per em at which it stops shrinking until all others have reached theirs.</param>
/// <param name="Gap">Space above in pixels, unless it comes first.</param>
internal sealed record Caption(string Words, double Max, double Min, Weight Weight, Colour Ink, double Gap = 0)
{
    /// <summary>Whether it must be readable from two metres.</summary>
    public bool IsHeadline { get; init; }

    /// <summary>Whether to shrink it slightly rather than wrap it; for names.</summary>
    public bool PrefersOneLine { get; init; }
}

/// <summary>A text with its size and line breaks.</summary>
/// <param name="Size">In pixels per em.</param>
internal sealed record SetText(Caption Text, double Size, IReadOnlyList<SetLine> Lines)
{
    /// <summary>Width of the widest line in pixels.</summary>
    public double Width => Lines.Max(line => line.Width) * Size;

    /// <summary>Height in pixels from the top of the first line's highest accent to the bottom of the last line.</summary>
    public double Height => HeightOf(Size, Lines.Count);

    public static double HeightOf(double size, int lines) => size * (Proportions.Ascent + Proportions.Descent + ((lines - 1) * Proportions.Leading));
}

/// <summary>One line of a text.</summary>
/// <param name="Width">In ems.</param>
internal readonly record struct SetLine(string Words, double Width);
