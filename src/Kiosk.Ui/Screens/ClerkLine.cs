using Kiosk.Words;

namespace Kiosk.Ui.Screens;

/// <summary>One of the day's files, as the clerk sees it.</summary>
/// <param name="Number">As on the receipt.</param>
/// <param name="Known">Whose it is and its case number; null where that is sealed.</param>
/// <param name="IsSent">Whether the collector has it.</param>
/// <param name="Flag">Why it needs a look, or null.</param>
public sealed record ClerkLine(DateTimeOffset At, string Number, Phrase Procedure, string? Known, bool IsSent, Phrase? Flag = null);

/// <summary>Why the last card was not taken, which no other screen says.</summary>
/// <param name="Code">Stable name of the reason.</param>
/// <param name="Remedy">What the clerk can do.</param>
public sealed record ClerkRefusal(DateTimeOffset At, string Code, Phrase Meaning, Phrase Remedy);
