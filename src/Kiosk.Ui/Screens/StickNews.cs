namespace Kiosk.Ui.Screens;

/// <summary>The result of reading a courier's stick.</summary>
public enum StickNews
{
    /// <summary>Its data could not be used; the data in force is unchanged.</summary>
    Refused = 0,

    /// <summary>Newer data is in use.</summary>
    Updated,

    /// <summary>It holds nothing newer.</summary>
    NothingNew,

    /// <summary>Part of it is in use; the rest could not be used.</summary>
    Partly,

    /// <summary>It holds no feed.</summary>
    NoFeed,

    /// <summary>It was not copied completely, or is damaged.</summary>
    Incomplete,

    /// <summary>It is older than the terminal's data.</summary>
    Older,

    /// <summary>It comes from a different publisher than the terminal's own.</summary>
    Foreign,

    /// <summary>The terminal's own disk is full.</summary>
    DiskFull,

    /// <summary>The terminal's own disk cannot be written.</summary>
    DiskFailed,
}
