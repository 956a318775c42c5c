using System.Security.Cryptography;
using Kiosk.Verification.Reasons;

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
    public CheckInOutcome? Recall(ReadOnlySpan<byte> certificate, ReasonCode verdictCode, string occasion)
    {
        if (last is null || time.GetElapsedTime(last.Timestamp) >= Window || !last.IsSame(SHA256.HashData(certificate), verdictCode, occasion))
        {
            return null;
        }

        last = last with { Timestamp = time.GetTimestamp() };
        return last.Outcome;
    }

    public void Remember(ReadOnlySpan<byte> certificate, ReasonCode verdictCode, string occasion, CheckInOutcome outcome) =>
        last = new Entry(SHA256.HashData(certificate), verdictCode, occasion, outcome, time.GetTimestamp());

    private sealed record Entry(byte[] CertificateHash, ReasonCode VerdictCode, string Occasion, CheckInOutcome Outcome, long Timestamp)
    {
        public bool IsSame(byte[] certificateHash, ReasonCode verdictCode, string occasion) =>
            VerdictCode == verdictCode && Occasion == occasion && CertificateHash.AsSpan().SequenceEqual(certificateHash);
    }
}
