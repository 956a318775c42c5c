using Kiosk.Journal;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>Journal records about nobody, as filler.</summary>
internal static class JournalNotes
{
    public static JournalRecord At(DateTimeOffset instant) => new(
        new ClockReading(instant, ClockTrust.FloorOnly), JournalMode.Terminal, Context: "", Door: "", Pseudonym: default, JournalOutcome.Note, ReasonCode.None, Sealed: default);
}
