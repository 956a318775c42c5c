namespace Kiosk.Hardware.Clock;

/// <summary>What a battery-backed clock says.</summary>
public abstract record RealTimeReading
{
    private RealTimeReading()
    {
    }

    /// <summary>It ran without interruption since it was set.</summary>
    /// <param name="Instant">To the second.</param>
    public sealed record Running(DateTimeOffset Instant) : RealTimeReading;

    /// <summary>Its oscillator stood still: an empty or missing battery, or a chip that was never set. Whatever time it shows is not to be believed.</summary>
    public sealed record Stopped : RealTimeReading;

    /// <summary>Its registers hold no date.</summary>
    /// <param name="Registers">In hexadecimal.</param>
    public sealed record Malformed(string Registers) : RealTimeReading;
}
