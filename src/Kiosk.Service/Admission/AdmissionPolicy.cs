using Kiosk.Service.Reasons;
using Kiosk.Service.Time;
using Kiosk.Service.Verification;

namespace Kiosk.Service.Admission;

/// <summary>
/// From a verdict to what the terminal answers; pure. A rejected card is refused with the verdict's code. A card that cannot be judged is refused too,
/// unless the signed policy of the mode says record and flag, somebody attends the terminal, the card itself is known, and
/// <list type="bullet">
/// <item>revocation data is too old, by no more than the policy's greatest staleness;</item>
/// <item>or there is none of the card's issuer (a new authority whose first list has not arrived);</item>
/// <item>or the clock jumped ahead without attestation: it may well be right after a long storage.</item>
/// </list>
/// A clock behind its floor is certainly wrong and can judge neither dates nor times: refused in every mode.
/// </summary>
/// <param name="door">The door or desk of this terminal.</param>
/// <param name="attended">Somebody of the staff is beside the terminal; an unattended one never flags.</param>
internal sealed class AdmissionPolicy(string door, bool attended, AdmissionRules rules)
{
    private readonly MeetingAdmission meetings = new(door, rules);
    private readonly ProcedureAdmission procedures = new(rules);

    /// <param name="clock">The reading by which the verdict was reached.</param>
    /// <param name="freshness">Of the cache generation by which the verdict was reached.</param>
    /// <exception cref="ArgumentException">The dossier is another card's, or a pseudonym key is not 32 bytes long.</exception>
    public AdmissionDecision Decide(AdmissionMode mode, Verdict verdict, Dossier dossier, ClockReading clock, FreshnessPolicy freshness) =>
        InTheLightOf(clock, verdict) switch
        {
            Verdict.Trusted { Assurance: Assurance.None } => new AdmissionDecision.Deny(ReasonCode.CertUntrusted),
            Verdict.Trusted trusted => Decide(mode, trusted.Card, dossier, clock.Instant, ReasonCode.None),
            Verdict.Rejected rejected => new AdmissionDecision.Deny(rejected.Code),
            Verdict.Undecidable { Card: { } card } undecidable when MayBeFlagged(undecidable, mode, clock.Instant, freshness) =>
                Decide(mode, card, dossier, clock.Instant, undecidable.Code),
            Verdict.Undecidable undecidable => new AdmissionDecision.Deny(undecidable.Code),
            _ => throw new ArgumentException($"The policy does not know the verdict {verdict.GetType().Name}.", nameof(verdict)),
        };

    private AdmissionDecision Decide(AdmissionMode mode, VerifiedCard card, Dossier dossier, DateTimeOffset instant, ReasonCode flag) => mode switch
    {
        AdmissionMode.AtMeeting meeting => meetings.Decide(meeting, card, dossier, instant, flag),
        AdmissionMode.ForProcedure procedure => procedures.Decide(procedure, card, dossier, instant, flag),
        AdmissionMode.VerifyOnly => new AdmissionDecision.Admit(new Attendee(), flag),
        _ => throw new ArgumentException($"The policy does not know the mode {mode.GetType().Name}.", nameof(mode)),
    };

    private bool MayBeFlagged(Verdict.Undecidable verdict, AdmissionMode mode, DateTimeOffset instant, FreshnessPolicy freshness) =>
        attended
        && RuleFor(mode, freshness) is UndecidedRule.RecordAndFlag
        && verdict.Code switch
        {
            ReasonCode.RevocationStale => instant - verdict.FreshUntil <= freshness.GreatestStaleness,
            ReasonCode.RevocationUnknown or ReasonCode.ClockUntrusted => true,
            _ => false,
        };

    private static UndecidedRule RuleFor(AdmissionMode mode, FreshnessPolicy freshness) => mode switch
    {
        AdmissionMode.AtMeeting => freshness.Meeting,
        AdmissionMode.ForProcedure => freshness.Procedure,
        AdmissionMode.VerifyOnly => freshness.VerifyOnly,
        _ => UndecidedRule.Refuse,
    };

    /// <summary>What a verdict is worth that was reached by a clock with a fault: a rejection stands, trust does not.</summary>
    private static Verdict InTheLightOf(ClockReading clock, Verdict verdict) => (clock.Fault, verdict) switch
    {
        (ClockFault.None, _) or (_, Verdict.Rejected) => verdict,
        (ClockFault.Jumped, Verdict.Trusted trusted) => new Verdict.Undecidable(ReasonCode.ClockUntrusted, trusted.Card),
        (ClockFault.Jumped, _) => verdict,
        _ => new Verdict.Undecidable(ReasonCode.ClockBehind, Card: null),
    };
}
