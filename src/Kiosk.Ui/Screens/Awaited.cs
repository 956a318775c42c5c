namespace Kiosk.Ui.Screens;

/// <summary>What a terminal that is out of service waits for.</summary>
public enum Awaited
{
    /// <summary>Somebody who repairs it.</summary>
    Technician = 0,

    /// <summary>A card reader that answers.</summary>
    Reader,

    /// <summary>A clock that can be believed.</summary>
    Clock,

    /// <summary>Trust anchors, revocations, members: the cache.</summary>
    CardRecords,
}
