namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>Proportions of the letters, in ems.</summary>
internal static class Proportions
{
    /// <summary>Height of an H (Inter 4.0: 1490 of 2048).</summary>
    public const double CapHeight = 0.7275;

    /// <summary>From the baseline to the top of a capital with two accents (Ế).</summary>
    public const double Ascent = 1.02;

    /// <summary>From the baseline to the foot of a g or an accent below (ậ).</summary>
    public const double Descent = 0.24;

    /// <summary>From one baseline to the next: accents above and below must not meet.</summary>
    public const double Leading = 1.27;
}
