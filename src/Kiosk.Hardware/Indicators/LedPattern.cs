namespace Kiosk.Hardware.Indicators;

/// <summary>The rhythms of a status lamp, for people who cannot tell its colours apart.</summary>
public enum LedPattern
{
    /// <summary>Steadily lit.</summary>
    Steady = 0,

    /// <summary>Two short flashes, then a rest.</summary>
    Twice,

    /// <summary>Long on, long off.</summary>
    Slow,

    /// <summary>Quickly on and off.</summary>
    Blinking,

    /// <summary>An occasional flash: alive, nothing to report.</summary>
    Wink,
}

/// <summary>On and off times of each pattern.</summary>
public static class LedRhythm
{
    /// <returns>Alternating on and off times, repeated; a single zero for a steady lamp.</returns>
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
