namespace Kiosk.Ui.Screens;

/// <summary>The result of a check.</summary>
public enum CheckState
{
    /// <summary>The terminal cannot serve.</summary>
    Bad = 0,

    /// <summary>The terminal can serve, but needs attention.</summary>
    Doubtful,

    /// <summary>Not yet known.</summary>
    Running,

    /// <summary>The component is not installed and not required.</summary>
    Absent,

    Good,
}
