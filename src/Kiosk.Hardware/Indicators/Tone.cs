namespace Kiosk.Hardware.Indicators;

/// <summary>A sound of one pitch, or a rest.</summary>
/// <param name="Hertz">0 for a rest. A buzzer with a pitch of its own sounds at that pitch.</param>
public readonly record struct Tone(int Hertz, TimeSpan Length)
{
    public static Tone Rest(TimeSpan length) => new(0, length);
}
