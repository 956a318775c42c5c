namespace Kiosk.Ui.Screens;

/// <summary>What had begun before somebody arrived.</summary>
public enum Lateness
{
    /// <summary>Nothing: in time.</summary>
    None = 0,

    Meeting,

    /// <summary>One sitting of several.</summary>
    Session,

    /// <summary>A congress of one sitting; of several, the first one prepares the congress and does not open it.</summary>
    Congress,
}
