using Kiosk.Words;

namespace Kiosk.Ui.Screens;

/// <summary>One check of the readiness screen or device check.</summary>
/// <param name="Detail">The finding and the remedy, without personal data.</param>
public sealed record CheckLine(Phrase Name, CheckState State, Phrase Detail);
