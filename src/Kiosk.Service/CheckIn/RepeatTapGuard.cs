using System.Security.Cryptography;
using Kiosk.Hardware.Cards;
using Kiosk.Service.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// The same card within three seconds is one tap: the earlier answer is shown again and nothing is recorded. Only a tap with the same certificate <em>and</em>
/// the same verdict is the same card: a copy held up right after the original gets its own answer.
/// </summary>
internal sealed class RepeatTapGuard(TimeProvider time)
{
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    private Entry? last;

    /// <summary>The earlier outcome, where this is the same tap; holding the card there longer extends the window.</summary>
    public CheckInOutcome? Recall(CardEvidence evidence, ReasonCode verdictCode, string occasion)
    {
        if (last is null || time.GetElapsedTime(last.Timestamp) >= Window || !last.IsSame(Hash(evidence), verdictCode, occasion))
        {
            return null;
        }

        last = last with { Timestamp = time.GetTimestamp() };
        return last.Outcome;
    }

    public void Remember(CardEvidence evidence, ReasonCode verdictCode, string occasion, CheckInOutcome outcome) =>
        last = new Entry(Hash(evidence), verdictCode, occasion, outcome, time.GetTimestamp());

    private static byte[] Hash(CardEvidence evidence) => SHA256.HashData(evidence.Certificate.Span);

    private sealed record Entry(byte[] CertificateHash, ReasonCode VerdictCode, string Occasion, CheckInOutcome Outcome, long Timestamp)
    {
        public bool IsSame(byte[] certificateHash, ReasonCode verdictCode, string occasion) =>
            VerdictCode == verdictCode && Occasion == occasion && CertificateHash.AsSpan().SequenceEqual(certificateHash);
    }
}
