namespace Kiosk.Ui.Screens;

/// <summary>What an out-of-service terminal is waiting for.</summary>
public enum Awaited
{
    /// <summary>A technician to repair it.</summary>
    Technician = 0,

    /// <summary>A card reader that responds.</summary>
    Reader,

    /// <summary>A trustworthy clock.</summary>
    Clock,

    /// <summary>The cache: trust anchors, revocation data, members.</summary>
    CardRecords,
}
