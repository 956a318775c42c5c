using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.People;
using Kiosk.Journal;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Collector.Tests.Webhooks;

/// <summary>A morning of which every kind of event is told.</summary>
internal static class WebhookSamples
{
    public static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 5, 0, TimeSpan.Zero);

    /// <summary>An arrival, its end, a procedure and a refusal.</summary>
    public static TestJournal JournalOf(string terminal) => new TestJournal(terminal)
        .Append(new(new(Morning, ClockTrust.Attested), JournalMode.Meeting, "dai-hoi-2026/phien-1", "Cửa 2", TestCards.PseudonymOf(1), JournalOutcome.Admitted, ReasonCode.Admitted, default, JournalCounts.Quorum))
        .Append(new(new(Morning.AddSeconds(1), ClockTrust.Attested), JournalMode.Meeting, "dai-hoi-2026/phien-1", "Cửa 2", TestCards.PseudonymOf(1), JournalOutcome.Reverted, ReasonCode.DeskMistaken, default))
        .Append(new(new(Morning.AddSeconds(2), ClockTrust.Attested), JournalMode.Procedure, "the.cap-lai", "Bàn 1", TestJournal.PseudonymOf(1), JournalOutcome.Admitted, ReasonCode.Admitted, default))
        .Append(new(new(Morning.AddSeconds(3), ClockTrust.Attested), JournalMode.Meeting, "dai-hoi-2026/phien-1", "Cửa 2", default, JournalOutcome.Denied, ReasonCode.None, default));
}
