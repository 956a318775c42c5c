namespace Kiosk.Ui.Screens;

/// <summary>What had started before a person arrived.</summary>
public enum Lateness
{
    /// <summary>Nothing: in time.</summary>
    None = 0,

    Meeting,

    /// <summary>One session of several.</summary>
    Session,

    /// <summary>A congress with one session. With several, the first is preparatory and does not open the congress.</summary>
    Congress,
}
