using Kiosk.Hardware.Indicators;
using Kiosk.Service.Feedback;

namespace Kiosk.Service.Devices;

/// <summary>How a signal looks and sounds on a device. No two signals share both colour and rhythm; those that answer a card also differ by rhythm alone and by sound alone.</summary>
internal static class SignalLook
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(250);
    private static readonly Tone Gap = Tone.Rest(TimeSpan.FromMilliseconds(80));

    public static (LedColor Color, LedPattern Pattern) LightOf(Signal signal) => signal switch
    {
        Signal.WhiteSteady => (LedColor.White, LedPattern.Steady),
        Signal.WhiteBlinking => (LedColor.White, LedPattern.Blinking),
        Signal.GreenSteady => (LedColor.Green, LedPattern.Steady),
        Signal.AmberSlow => (LedColor.Amber, LedPattern.Slow),
        Signal.RedDouble => (LedColor.Red, LedPattern.Twice),
        Signal.RedSteady => (LedColor.Red, LedPattern.Steady),
        Signal.RedBlinking => (LedColor.Red, LedPattern.Blinking),
        _ => (LedColor.Dark, LedPattern.Steady),
    };

    /// <returns>Alternating on and off times, repeated; empty for a steady lamp.</returns>
    public static IReadOnlyList<TimeSpan> RhythmOf(Signal signal) => [.. LedRhythm.Of(LightOf(signal).Pattern).Where(length => length > TimeSpan.Zero)];

    public static IReadOnlyList<Tone> SoundOf(Signal signal) => signal switch
    {
        Signal.GreenSteady => [new(1000, Short)],
        Signal.AmberSlow => [new(800, Short), Gap, new(600, Short)],
        Signal.RedDouble => [new(300, Long), Gap, new(300, Long)],
        Signal.RedBlinking => [new(1500, Long), new(900, Long), new(1500, Long), new(900, Long), new(1500, Long), new(900, Long)],
        _ => [],
    };

    /// <summary>The spoken prompt's recording, or null.</summary>
    public static string? PromptOf(Signal signal) => signal switch
    {
        Signal.GreenSteady => "accepted",
        Signal.AmberSlow or Signal.RedBlinking => "see-screen",
        Signal.RedDouble => "refused",
        _ => null,
    };
}
