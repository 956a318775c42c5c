using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>Words that want a place.</summary>
/// <param name="Largest">Pixels to the em where there is room.</param>
/// <param name="Least">Pixels to the em below which other texts shrink first.</param>
/// <param name="Gap">Pixels above, unless it comes first.</param>
internal sealed record Caption(string Words, double Largest, double Least, Weight Weight, Colour Ink, double Gap = 0)
{
    /// <summary>Must be readable from two metres.</summary>
    public bool IsHeadline { get; init; }

    /// <summary>A name: a little smaller on one line is better than broken in two.</summary>
    public bool PrefersOneLine { get; init; }
}

/// <summary>A text that has its size and its lines.</summary>
/// <param name="Size">Pixels to the em.</param>
internal sealed record SetText(Caption Text, double Size, IReadOnlyList<SetLine> Lines)
{
    /// <summary>Pixels, of the widest line.</summary>
    public double Width => Lines.Max(line => line.Width) * Size;

    /// <summary>Pixels, from the top of the highest accent of the first line to the foot of the last.</summary>
    public double Height => HeightOf(Size, Lines.Count);

    public static double HeightOf(double size, int lines) => size * (Proportions.Ascent + Proportions.Descent + ((lines - 1) * Proportions.Leading));
}

/// <summary>One line.</summary>
/// <param name="Width">Ems.</param>
internal readonly record struct SetLine(string Words, double Width);
