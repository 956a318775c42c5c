namespace Kiosk.Ui.Screens;

/// <summary>A recent tap, without the person's identity.</summary>
public sealed record TapLine(DateTimeOffset At, TapAnswer Answer);
