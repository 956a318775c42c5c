namespace Kiosk.Simulation.Tests.Disks;

/// <summary>How a disk keeps its promises. All but the first are protections removed, to see that the simulation notices.</summary>
internal enum DiskHabit
{
    /// <summary>What a call says is on the disk, is.</summary>
    Honest = 0,

    /// <summary>A sync returns and does nothing.</summary>
    SyncsNothing,

    /// <summary>An append returns once it is written, before it is synced; every other call is honest.</summary>
    AcknowledgesEarly,

    /// <summary>A failed append returns as if it had succeeded.</summary>
    HidesFailures,

    /// <summary>A folder's sync returns and does nothing.</summary>
    ForgetsNames,

    /// <summary>A power cut damages what was synced.</summary>
    DamagesSynced,
}
