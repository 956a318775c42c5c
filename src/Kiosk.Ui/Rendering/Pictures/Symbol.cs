namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>The pictures that tell a screen's meaning without words: each differs from the others in outline.</summary>
internal enum Symbol
{
    /// <summary>A card above a reader that calls it.</summary>
    CardOnReader = 0,

    /// <summary>A card and waves: it is being read.</summary>
    CardRead,

    /// <summary>A card with an arrow away.</summary>
    CardAway,

    /// <summary>A tick in a circle.</summary>
    Tick,

    /// <summary>A cross in an octagon.</summary>
    Cross,

    /// <summary>An exclamation mark in a triangle.</summary>
    Exclamation,

    /// <summary>A clock face: earlier.</summary>
    Earlier,

    /// <summary>A bar in a circle.</summary>
    NoEntry,

    /// <summary>A memory stick.</summary>
    Stick,

    /// <summary>A sheet with a list to choose from.</summary>
    List,
}
