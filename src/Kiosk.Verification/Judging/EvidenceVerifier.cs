using Kiosk.Cards;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Judging;

/// <summary>Evidence in, verdict out: no I/O of its own, no clock read. Each kind of evidence has its judge.</summary>
internal static class EvidenceVerifier
{
    /// <param name="answers">Only asked; the caller remembers the answer after the verdict, whatever it was.</param>
    /// <remarks>What the CRL entries' store throws passes through: a damaged store must not be taken for a clean list.</remarks>
    public static Verdict Verify(CardEvidence evidence, TrustStore trust, ReplayCache answers, ClockReading clock)
    {
        var verdict = evidence switch
        {
            CardEvidence.Piv piv => trust.Piv.Judge(piv, clock),
            _ => throw new ArgumentException($"No judge for {evidence.GetType().Name}.", nameof(evidence)),
        };

        // What no key of the card made for this challenge may have been made for an earlier one.
        return verdict is Verdict.Rejected { Code: ReasonCode.KeyMismatch } && answers.Contains(evidence.Answer.Span)
            ? new Verdict.Rejected(ReasonCode.KeyReplay)
            : verdict;
    }
}
