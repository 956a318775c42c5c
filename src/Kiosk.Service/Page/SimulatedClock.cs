namespace Kiosk.Service.Page;

/// <summary>What a simulated terminal's clock is set to.</summary>
internal enum SimulatedClock
{
    Right = 0,

    /// <summary>1970: as after a power cut without a battery.</summary>
    Behind,

    /// <summary>Days ahead, with nobody to vouch for it.</summary>
    Ahead,
}
