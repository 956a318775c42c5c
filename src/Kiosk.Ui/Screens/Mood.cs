namespace Kiosk.Ui.Screens;

/// <summary>What a screen says before it is read.</summary>
public enum Mood
{
    /// <summary>Nothing has been decided.</summary>
    Neutral = 0,

    /// <summary>Go on.</summary>
    Welcome,

    /// <summary>Do not go on.</summary>
    Stop,

    /// <summary>Read first.</summary>
    Attention,
}
