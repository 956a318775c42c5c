namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>Symbols that convey a screen's meaning without words; each has a distinct outline.</summary>
internal enum Symbol
{
    /// <summary>A card above a reader: place your card.</summary>
    CardOnReader = 0,

    /// <summary>A card and waves: reading.</summary>
    CardRead,

    /// <summary>A card with an arrow pointing away.</summary>
    CardAway,

    /// <summary>A tick in a circle.</summary>
    Tick,

    /// <summary>A cross in an octagon.</summary>
    Cross,

    /// <summary>An exclamation mark in a triangle.</summary>
    Exclamation,

    /// <summary>A clock face: at an earlier time.</summary>
    Earlier,

    /// <summary>A bar in a circle.</summary>
    NoEntry,

    /// <summary>A USB stick.</summary>
    Stick,

    /// <summary>A sheet with a list: choose.</summary>
    List,
}
