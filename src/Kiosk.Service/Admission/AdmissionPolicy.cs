using Kiosk.Verification;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Admission;

/// <summary>
/// From a verdict to what the terminal answers; pure. A rejected card is refused with the verdict's code. A card that cannot be judged is refused too,
/// unless the signed policy of the mode says record and flag, somebody attends the terminal, the verdict names the card (it does not where the greatest
/// staleness is passed), and all that lacks is revocation data: too old, or none yet of a new issuer.
/// A clock that cannot be used can judge neither dates nor times: nobody is admitted in any mode, whatever the policy says, and no card is refused for it.
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
            Verdict.Undecidable { Card: { } card } undecidable when MayBeFlagged(undecidable.Code, mode, freshness) =>
                Decide(mode, card, dossier, clock.Instant, undecidable.Code),
            Verdict.Undecidable { Code: ReasonCode.ClockBehind or ReasonCode.ClockUntrusted } undecidable => new AdmissionDecision.TryAgain(undecidable.Code),
            Verdict.Undecidable undecidable => new AdmissionDecision.Deny(undecidable.Code),
            _ => throw new ArgumentException($"The policy does not know the verdict {verdict.GetType().Name}.", nameof(verdict)),
        };

    private AdmissionDecision Decide(AdmissionMode mode, VerifiedCard card, Dossier dossier, DateTimeOffset instant, ReasonCode flag) => mode switch
    {
        AdmissionMode.AtMeeting meeting => meetings.Decide(meeting, card, dossier, instant, flag),
        AdmissionMode.ForProcedure procedure => procedures.Decide(procedure, card, dossier, instant, flag),
        AdmissionMode.AwaitingChoice => new AdmissionDecision.Deny(ReasonCode.AdmissionNoProcedure),
        AdmissionMode.VerifyOnly verify => Decide(verify, dossier, instant, flag),
        _ => throw new ArgumentException($"The policy does not know the mode {mode.GetType().Name}.", nameof(mode)),
    };

    // A card without a record here may be a guest's of another province: genuine is all that this mode asks.
    private AdmissionDecision Decide(AdmissionMode.VerifyOnly mode, Dossier dossier, DateTimeOffset instant, ReasonCode flag)
    {
        var standing = mode.OpensDoor && dossier.Member is { } member ? rules.Standing.AtDoor(member, VietnamCalendar.DateOf(instant)) : Standing.Full;
        return standing switch
        {
            Standing.Full or Standing.AttendsOnly => new AdmissionDecision.Admit(new Attendee(), flag),
            Standing.Barred => new AdmissionDecision.Deny(ReasonCode.AdmissionSuspended),
            _ => new AdmissionDecision.Deny(ReasonCode.AdmissionNotAMember),
        };
    }

    private bool MayBeFlagged(ReasonCode code, AdmissionMode mode, FreshnessPolicy freshness) =>
        attended
        && code is ReasonCode.RevocationStale or ReasonCode.RevocationUnknown
        && RuleFor(mode, freshness) is UndecidedRule.RecordAndFlag;

    private static UndecidedRule RuleFor(AdmissionMode mode, FreshnessPolicy freshness) => mode switch
    {
        AdmissionMode.AtMeeting => freshness.Meeting,
        AdmissionMode.ForProcedure => freshness.Procedure,
        AdmissionMode.VerifyOnly => freshness.VerifyOnly,
        _ => UndecidedRule.Refuse,
    };

    /// <summary>What a verdict is worth that was reached by a clock with a fault: a rejection stands, nothing else does.</summary>
    private static Verdict InTheLightOf(ClockReading clock, Verdict verdict) => (clock.Fault, verdict) switch
    {
        (ClockFault.None, _) or (_, Verdict.Rejected) => verdict,
        (ClockFault.Behind, _) => new Verdict.Undecidable(ReasonCode.ClockBehind, Card: null),
        _ => new Verdict.Undecidable(ReasonCode.ClockUntrusted, Card: null),
    };
}
