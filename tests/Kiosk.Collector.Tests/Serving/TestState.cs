using Kiosk.Collector.Tests.Ingest;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Tests.Serving;

/// <summary>States of a terminal that is ready for the meeting of <see cref="TestJournal"/>.</summary>
internal static class TestState
{
    public const string Version = "1.4.0";

    public static TerminalState At(DateTimeOffset now) => new(
        Version,
        now,
        "Attested",
        "meeting",
        IsReady: true,
        [],
        IsSigning: true,
        DiskFree: 5_000_000_000,
        new(12, now.AddHours(-4), now.AddHours(-3), now.AddHours(-5), [new("members", "79", 41, 30_000)]),
        new(Last: 100, Unsent: 7, Unsigned: 0, []),
        [new(TestJournal.Meeting, now.AddHours(3), 4)]);
}
