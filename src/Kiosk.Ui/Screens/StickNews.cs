namespace Kiosk.Ui.Screens;

/// <summary>What reading a courier's stick led to.</summary>
public enum StickNews
{
    /// <summary>It could not be used; what was in force still is.</summary>
    Refused = 0,

    /// <summary>Newer data is in use.</summary>
    Updated,

    /// <summary>What it holds was here already.</summary>
    NothingNew,

    /// <summary>A part of it is in use, another could not be.</summary>
    Partly,

    /// <summary>There is nothing for a terminal on it.</summary>
    NoFeed,

    /// <summary>It was not copied to its end, or is damaged.</summary>
    Incomplete,

    /// <summary>What the terminal has is newer.</summary>
    Older,

    /// <summary>It comes from another desk than the terminal's own.</summary>
    Foreign,

    /// <summary>The terminal's own disk has no room for it.</summary>
    DiskFull,

    /// <summary>The terminal's own disk takes no data.</summary>
    DiskFailed,
}
