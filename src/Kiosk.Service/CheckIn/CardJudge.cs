using Kiosk.Hardware.Cards;
using Kiosk.Service.Reasons;
using Kiosk.Service.Time;
using Kiosk.Service.Verification;

namespace Kiosk.Service.CheckIn;

/// <summary>Reads the clock once, has the verifier judge the evidence, and remembers the answer so that it counts only once.</summary>
internal sealed class CardJudge(ClockMonitor clock, AnswerMemory answers, RepeatTapGuard repeatTaps)
{
    public RepeatTapGuard RepeatTaps => repeatTaps;

    public Judgement Judge(CardEvidence evidence, TrustStore trust)
    {
        var reading = clock.Read();
        var verdict = EvidenceVerifier.Verify(evidence, trust, answers, reading);
        answers.Remember(evidence.Answer);
        return new Judgement(verdict, reading);
    }
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
