using Kiosk.Journal;

namespace Kiosk.Collector.Journals;

/// <summary>A stored frame and the terminal that wrote it.</summary>
internal sealed record CollectedFrame(string TerminalId, JournalEntry Entry);
