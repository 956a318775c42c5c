namespace Kiosk.Hardware.Indicators;

/// <summary>What a status lamp says by rhythm, for those who do not tell its colours apart.</summary>
public enum LedPattern
{
    /// <summary>Lit without a break.</summary>
    Steady = 0,

    /// <summary>Two short flashes, then a rest.</summary>
    Twice,

    /// <summary>Long on, long off.</summary>
    Slow,

    /// <summary>Quickly on and off.</summary>
    Blinking,

    /// <summary>A short flash now and then: alive, nothing to say.</summary>
    Wink,
}

/// <summary>How long each pattern is lit and dark.</summary>
public static class LedRhythm
{
    /// <returns>Lit, dark, lit, … in turn, over and over; a single zero for a lamp that stays lit.</returns>
    public static IReadOnlyList<TimeSpan> Of(LedPattern pattern) => pattern switch
    {
        LedPattern.Twice => [Milliseconds(150), Milliseconds(150), Milliseconds(150), Milliseconds(650)],
        LedPattern.Slow => [Milliseconds(800), Milliseconds(800)],
        LedPattern.Blinking => [Milliseconds(200), Milliseconds(200)],
        LedPattern.Wink => [Milliseconds(100), Milliseconds(1900)],
        _ => [TimeSpan.Zero],
    };

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}
