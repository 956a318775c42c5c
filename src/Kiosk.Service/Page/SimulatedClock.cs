namespace Kiosk.Service.Page;

/// <summary>Settings of a simulated terminal's clock.</summary>
internal enum SimulatedClock
{
    Right = 0,

    /// <summary>1970, as after a power cut without a battery.</summary>
    Behind,

    /// <summary>Days ahead, with nothing to confirm it.</summary>
    Ahead,
}
