using Kiosk.Ui.Screens;

namespace Kiosk.Service.Feedback;

/// <summary>A screen's meaning as lights and sounds, for people who cannot read it. Patterns and pitches are up to the hardware.</summary>
internal enum Signal
{
    /// <summary>Dark and silent.</summary>
    None = 0,

    /// <summary>Ready for a card.</summary>
    WhiteSteady,

    /// <summary>A card is being read: keep it still.</summary>
    WhiteBlinking,

    /// <summary>Recorded; one short tone.</summary>
    GreenSteady,

    /// <summary>Look at the screen; two tones.</summary>
    AmberSlow,

    /// <summary>Refused; a low double tone.</summary>
    RedDouble,

    /// <summary>Out of service; silent.</summary>
    RedSteady,

    /// <summary>An alarm; a siren, again and again.</summary>
    RedBlinking,
}

/// <summary>Maps screens to signals.</summary>
internal static class Signals
{
    public static Signal Of(Screen screen) => screen switch
    {
        Screen.Idle { AwaitsChoice: true } or Screen.Idle { AwaitsClerk: true } => Signal.None,
        Screen.Idle => Signal.WhiteSteady,
        Screen.Reading => Signal.WhiteBlinking,
        Screen.OutOfService => Signal.RedSteady,
        Screen.Alarm => Signal.RedBlinking,
        Screen.DeviceCheck test => Of(test.Tried),
        _ => Of(screen.Mood),
    };

    public static Signal Of(Mood mood) => mood switch
    {
        Mood.Welcome => Signal.GreenSteady,
        Mood.Attention => Signal.AmberSlow,
        Mood.Stop => Signal.RedDouble,
        _ => Signal.None,
    };
}
