using Kiosk.Cards;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Judging;

/// <summary>Turns evidence into a verdict, without I/O or reading the clock. Each kind of evidence has its own judge.</summary>
internal static class EvidenceVerifier
{
    /// <param name="answers">Read only; the caller records the answer after the verdict, whatever it is.</param>
    /// <remarks>Exceptions from the store of CRL entries propagate: a damaged store must not pass for an empty CRL.</remarks>
    public static Verdict Verify(CardEvidence evidence, TrustStore trust, ReplayCache answers, ClockReading clock)
    {
        var verdict = evidence switch
        {
            CardEvidence.Piv piv => trust.Piv.Judge(piv, clock),
            _ => throw new ArgumentException($"No judge for {evidence.GetType().Name}.", nameof(evidence)),
        };

        // An answer that does not verify for this challenge may be the replay of an earlier one.
        return verdict is Verdict.Rejected { Code: ReasonCode.KeyMismatch } && answers.Contains(evidence.Answer.Span)
            ? new Verdict.Rejected(ReasonCode.KeyReplay)
            : verdict;
    }
}
