namespace Kiosk.Verification.Time;

/// <summary>How well the instant is known.</summary>
internal enum ClockTrust
{
    /// <summary>Only that it is not before the floor: build time, network time on record, newest signed data.</summary>
    FloorOnly = 0,

    /// <summary>A battery-backed clock that ran without interruption since it was last attested, or an operator's word and no interruption since (the journal's record of it tells which).</summary>
    Rtc = 1,

    /// <summary>Network time or a signed time within 24 hours.</summary>
    Attested = 2,
}
