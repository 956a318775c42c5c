namespace Kiosk.Verification.Time;

/// <summary>A clock reading, taken once per tap and passed on.</summary>
internal readonly record struct ClockReading(DateTimeOffset Instant, ClockTrust Trust, ClockFault Fault = ClockFault.None)
{
    /// <summary>Whether network time confirms the instant and nothing contradicts it.</summary>
    public bool IsAttested => Trust is ClockTrust.Attested && Fault is ClockFault.None;
}

/// <summary>Why a reading cannot be used for a decision.</summary>
internal enum ClockFault
{
    None = 0,

    /// <summary>The clock is behind the floor (at 1970 after a power cut, or set back).</summary>
    Behind,

    /// <summary>The clock jumped more than 36 h forward without attestation.</summary>
    Jumped,
}
