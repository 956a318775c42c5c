namespace Kiosk.Hardware.Clock;

/// <summary>A reading of a battery-backed clock.</summary>
public abstract record RealTimeReading
{
    private RealTimeReading()
    {
    }

    /// <summary>It has run without interruption since it was set.</summary>
    /// <param name="Instant">To the second.</param>
    public sealed record Running(DateTimeOffset Instant) : RealTimeReading;

    /// <summary>Its oscillator stopped: the battery is empty or missing, or the chip was never set. Its time cannot be trusted.</summary>
    public sealed record Stopped : RealTimeReading;

    /// <summary>Its registers hold no date.</summary>
    /// <param name="Registers">In hexadecimal.</param>
    public sealed record Malformed(string Registers) : RealTimeReading;
}
