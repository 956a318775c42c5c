using Kiosk.Cards;
using Kiosk.Service.Cache;
using Kiosk.Service.Time;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Service.CheckIn;

/// <summary>Reads the clock once, has the verifier judge the evidence, and remembers the answer so that it counts only once.</summary>
internal sealed class CardJudge(ClockMonitor clock, ReplayCache answers, RepeatTapGuard repeatTaps, VerifyEvidence verify)
{
    public RepeatTapGuard RepeatTaps => repeatTaps;

    /// <exception cref="OutOfServiceException">The revocation data cannot be read.</exception>
    public Judgement Judge(CardEvidence evidence, TrustStore trust)
    {
        var reading = clock.Read();
        try
        {
            return new Judgement(verify(evidence, trust, answers, reading), reading);
        }
        catch (CacheException exception)
        {
            throw new OutOfServiceException(new OutOfService(ReasonCode.TerminalCache, exception.Message), exception);
        }
        finally
        {
            answers.Remember(evidence.Answer);
        }
    }

    /// <summary>The judgement of a card that is refused before there is an answer to verify.</summary>
    public Judgement Reject(ReasonCode code) => new(new Verdict.Rejected(code), clock.Read());
}

/// <summary>A verdict and the reading of the clock by which it was reached.</summary>
internal sealed record Judgement(Verdict Verdict, ClockReading Clock)
{
    public ReasonCode Code => Verdict switch
    {
        Verdict.Rejected rejected => rejected.Code,
        Verdict.Undecidable undecidable => undecidable.Code,
        _ => ReasonCode.Admitted,
    };
}
