namespace Kiosk.Ui.Screens;

/// <summary>How one check came out.</summary>
public enum CheckState
{
    /// <summary>The terminal cannot serve.</summary>
    Bad = 0,

    /// <summary>It serves, but somebody should look.</summary>
    Doubtful,

    /// <summary>Not yet known.</summary>
    Running,

    /// <summary>There is no such part, and none is wanted.</summary>
    Absent,

    Good,
}
