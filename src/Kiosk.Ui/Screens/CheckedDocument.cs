using Kiosk.Words;

namespace Kiosk.Ui.Screens;

/// <summary>A line of a checklist.</summary>
/// <param name="IsThere">Whether it was ticked.</param>
public sealed record CheckedDocument(Phrase Name, bool IsThere);
