namespace Kiosk.Ui.Screens;

/// <summary>One of the last taps, without who it was.</summary>
public sealed record TapLine(DateTimeOffset At, TapAnswer Answer);
