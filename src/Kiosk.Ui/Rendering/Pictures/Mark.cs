namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>One thing that is drawn, at its place, in pixels.</summary>
internal abstract record Mark
{
    private Mark()
    {
    }

    /// <summary>The space that the mark takes.</summary>
    public abstract Box Extent { get; }

    /// <summary>A filled area.</summary>
    /// <param name="Ground">What it stands on.</param>
    /// <param name="IsRule">Tells something by its edge alone, so that it must stand out from its ground.</param>
    public sealed record Plate(Box Box, double Radius, Colour Fill, Colour Ground, bool IsRule = false) : Mark
    {
        public override Box Extent => Box;
    }

    /// <summary>One line of words.</summary>
    /// <param name="Baseline">On which the letters stand.</param>
    /// <param name="Width">As the ruler has it.</param>
    /// <param name="Size">Pixels to the em.</param>
    /// <param name="IsHeadline">Must be readable from two metres.</param>
    public sealed record Line(string Words, double X, double Baseline, double Width, double Size, Weight Weight, Colour Ink, Colour Ground, bool IsHeadline) : Mark
    {
        public override Box Extent => new(X, Baseline - (Size * Proportions.CapHeight), Width, Size * Proportions.CapHeight);
    }

    /// <summary>A symbol on its shape.</summary>
    /// <param name="Shape">The shape's colour.</param>
    /// <param name="Ground">What the shape stands on.</param>
    public sealed record Badge(Symbol Symbol, Box Box, Colour Ink, Colour Shape, Colour Ground) : Mark
    {
        public override Box Extent => Box;
    }

    /// <summary>A QR code, dark on light with its quiet zone.</summary>
    public sealed record Code(Box Box, QrMatrix Matrix, Colour Dark, Colour Light) : Mark
    {
        public override Box Extent => Box;
    }
}
