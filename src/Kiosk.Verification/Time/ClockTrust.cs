namespace Kiosk.Verification.Time;

/// <summary>How far the clock can be trusted.</summary>
internal enum ClockTrust
{
    /// <summary>The instant is not before the floor: build time, recorded network time, newest signed data.</summary>
    FloorOnly = 0,

    /// <summary>A battery-backed clock without interruption since it was last attested, or since an operator confirmed the time (the journal tells which).</summary>
    Rtc = 1,

    /// <summary>Network time or a signed time within the last 24 hours.</summary>
    Attested = 2,
}
