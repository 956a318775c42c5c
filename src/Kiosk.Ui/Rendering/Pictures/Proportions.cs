namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>Font metrics in ems.</summary>
internal static class Proportions
{
    /// <summary>Height of a capital H (Inter 4.0: 1490 of 2048 units).</summary>
    public const double CapHeight = 0.7275;

    /// <summary>From the baseline to the top of a capital with stacked accents (Ế).</summary>
    public const double Ascent = 1.02;

    /// <summary>From the baseline to the bottom of a g or of a dot below (ậ).</summary>
    public const double Descent = 0.24;

    /// <summary>Baseline to baseline, so that accents above and below do not touch.</summary>
    public const double Leading = 1.27;
}
