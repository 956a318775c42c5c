using System.Security.Cryptography;
using Kiosk.Journal;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Benchmarks;

/// <summary>The record of an admission at a meeting, as long as a real one.</summary>
internal static class BenchRecord
{
    private const int SealedLength = 1_560;

    public static JournalRecord Create() => new(
        new ClockReading(TimeProvider.System.GetUtcNow(), ClockTrust.Attested),
        JournalMode.Meeting,
        "dai-hoi/phien-1",
        "1",
        RandomNumberGenerator.GetBytes(JournalFrame.PseudonymLength),
        JournalOutcome.Admitted,
        ReasonCode.Admitted,
        RandomNumberGenerator.GetBytes(SealedLength));
}
