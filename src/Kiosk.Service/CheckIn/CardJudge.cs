using Kiosk.Cards;
using Kiosk.Service.Cache.Rows;
using Kiosk.Verification;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>Runs the verifier on the evidence and remembers the card's answer, so that a replay is detected.</summary>
internal sealed class CardJudge(ReplayCache replays, VerifyEvidence verify)
{
    /// <exception cref="CacheException">The revocation data cannot be read.</exception>
    public Verdict Judge(CardEvidence evidence, TapContext context)
    {
        try
        {
            return verify(evidence, context.Generation.Trust, replays, context.Clock);
        }
        finally
        {
            replays.Remember(evidence.Answer);
        }
    }

    public static ReasonCode CodeOf(Verdict verdict) => verdict switch
    {
        Verdict.Rejected rejected => rejected.Code,
        Verdict.Undecidable undecidable => undecidable.Code,
        _ => ReasonCode.Admitted,
    };
}
