namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>An opaque sRGB colour.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <param name="rgb">0xRRGGBB.</param>
    public static Colour Of(int rgb) => new((byte)((rgb >> 16) & 0xFF), (byte)((rgb >> 8) & 0xFF), (byte)(rgb & 0xFF));

    /// <summary>Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio").</summary>
    public double ContrastTo(Colour other)
    {
        var (one, two) = (Luminance, other.Luminance);
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>WCAG 2.2, "relative luminance".</summary>
    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
