namespace Kiosk.Ui.Screens;

/// <summary>What a screen signals before anybody reads it.</summary>
public enum Mood
{
    /// <summary>No decision.</summary>
    Neutral = 0,

    /// <summary>Go ahead.</summary>
    Welcome,

    /// <summary>Stop.</summary>
    Stop,

    /// <summary>Read this first.</summary>
    Attention,
}
