namespace Kiosk.Ui.Screens;

/// <summary>What an alarm of the door is about.</summary>
public enum AlarmSubject
{
    /// <summary>No alarm.</summary>
    None = 0,

    /// <summary>The door stands open too long.</summary>
    HeldOpen,

    /// <summary>The door was opened though nobody was let through.</summary>
    ForcedOpen,
}
