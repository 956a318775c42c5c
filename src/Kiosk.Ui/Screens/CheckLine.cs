using Kiosk.Words;

namespace Kiosk.Ui.Screens;

/// <summary>One check of a readiness sheet or self-test.</summary>
/// <param name="Detail">What was found and what to do, without personal data.</param>
public sealed record CheckLine(Phrase Name, CheckState State, Phrase Detail);
