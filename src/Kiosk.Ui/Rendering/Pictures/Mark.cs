namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>One drawn element with its position in pixels.</summary>
internal abstract record Mark
{
    private Mark()
    {
    }

    /// <summary>The space the mark takes.</summary>
    public abstract Box Extent { get; }

    /// <summary>A filled area.</summary>
    /// <param name="Ground">The colour behind it.</param>
    /// <param name="IsRule">Whether its edge alone conveys something, so that it must contrast with its ground.</param>
    public sealed record Plate(Box Box, double Radius, Colour Fill, Colour Ground, bool IsRule = false) : Mark
    {
        public override Box Extent => Box;
    }

    /// <summary>One line of text.</summary>
    /// <param name="Baseline">Vertical position of the baseline.</param>
    /// <param name="Width">As measured by the ruler.</param>
    /// <param name="Size">In pixels per em.</param>
    /// <param name="IsHeadline">Whether it must be readable from two metres.</param>
    public sealed record Line(string Words, double X, double Baseline, double Width, double Size, Weight Weight, Colour Ink, Colour Ground, bool IsHeadline) : Mark
    {
        public override Box Extent => new(X, Baseline - (Size * Proportions.CapHeight), Width, Size * Proportions.CapHeight);
    }

    /// <summary>A symbol on its shape.</summary>
    /// <param name="Shape">The shape's colour.</param>
    /// <param name="Ground">The colour behind the shape.</param>
    public sealed record Badge(Symbol Symbol, Box Box, Colour Ink, Colour Shape, Colour Ground) : Mark
    {
        public override Box Extent => Box;
    }

    /// <summary>A QR code, dark on light, with its quiet zone.</summary>
    public sealed record Code(Box Box, QrMatrix Matrix, Colour Dark, Colour Light) : Mark
    {
        public override Box Extent => Box;
    }
}
