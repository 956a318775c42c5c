namespace Kiosk.Verification.Time;

/// <summary>One reading of the clock, taken once per tap and handed on.</summary>
internal readonly record struct ClockReading(DateTimeOffset Instant, ClockTrust Trust, ClockFault Fault = ClockFault.None)
{
    /// <summary>The instant has surely passed: network time vouches for it, and nothing contradicts.</summary>
    public bool IsAttested => Trust is ClockTrust.Attested && Fault is ClockFault.None;
}

/// <summary>Why a reading cannot be used for a decision.</summary>
internal enum ClockFault
{
    None = 0,

    /// <summary>The clock is behind the floor (1970 after a power cut, or set back).</summary>
    Behind,

    /// <summary>The clock jumped more than 36 h forward without attestation.</summary>
    Jumped,
}
