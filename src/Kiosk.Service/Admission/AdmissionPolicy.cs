using Kiosk.Feed.Invitations;
using Kiosk.Feed.Records;
using Kiosk.Verification;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Admission;

/// <summary>
/// Turns a verdict into a decision; pure. A rejected card is refused with the verdict's code. An undecidable card is refused too, unless all of the following hold: the
/// mode's signed policy says record and flag; a member of staff attends the terminal; the verdict names the card (it does not once the maximum staleness is exceeded);
/// and the only thing missing is revocation data, either too old or not yet available for a new issuer.
/// With a faulty clock neither dates nor times can be judged: nobody is admitted in any mode, whatever the policy says, and no card is refused on account of the clock.
/// </summary>
/// <param name="door">This terminal's door or desk.</param>
/// <param name="attended">A member of staff is beside the terminal; an unattended terminal never flags.</param>
/// <param name="direction">Which way people pass the door.</param>
internal sealed class AdmissionPolicy(string door, bool attended, AdmissionRules rules, DoorDirection direction = DoorDirection.In)
{
    private readonly MeetingAdmission meetings = new(door, rules, direction);
    private readonly ClerkAdmission clerks = new(rules.Standing);
    private readonly ProcedureAdmission procedures = new(rules);
    private readonly PointAdmission points = new(rules, direction);

    /// <param name="clock">The clock reading that the verdict was based on.</param>
    /// <param name="freshness">From the cache generation that the verdict was based on.</param>
    /// <exception cref="ArgumentException">The dossier belongs to another card, or a pseudonym key is not 32 bytes long.</exception>
    public AdmissionDecision Decide(AdmissionMode mode, Verdict verdict, Dossier dossier, ClockReading clock, FreshnessPolicy freshness) =>
        InTheLightOf(clock, verdict) switch
        {
            Verdict.Trusted { Assurance: Assurance.None } => new AdmissionDecision.Deny(ReasonCode.CertUntrusted),
            Verdict.Trusted or Verdict.Undecidable { Card: not null } when dossier.IsEnded => new AdmissionDecision.Deny(ReasonCode.AdmissionCardEnded),
            Verdict.Trusted trusted => Decide(mode, trusted.Card, dossier, clock.Instant, ReasonCode.None),
            Verdict.Rejected rejected => new AdmissionDecision.Deny(rejected.Code),
            Verdict.Undecidable { Card: { } card } undecidable when MayBeFlagged(undecidable.Code, mode, freshness) =>
                Decide(mode, card, dossier, clock.Instant, undecidable.Code),
            Verdict.Undecidable { Code: ReasonCode.ClockBehind or ReasonCode.ClockUntrusted } undecidable => new AdmissionDecision.TryAgain(undecidable.Code),
            Verdict.Undecidable undecidable => new AdmissionDecision.Deny(undecidable.Code),
            _ => throw new ArgumentException($"The policy does not know the verdict {verdict.GetType().Name}.", nameof(verdict)),
        };

    /// <summary>By a signed invitation in place of a card: at meetings only, and only where a member of staff compares the person with the name.</summary>
    /// <param name="judgement">Null where no meeting is served.</param>
    /// <param name="clock">The clock reading that the judgement was based on.</param>
    /// <exception cref="ArgumentException">The meeting key is not 32 bytes long.</exception>
    public AdmissionDecision Decide(AdmissionMode mode, InvitationJudgement? judgement, Dossier dossier, ClockReading clock) => (clock.Fault, mode, judgement) switch
    {
        (ClockFault.Behind, _, _) => new AdmissionDecision.TryAgain(ReasonCode.ClockBehind),
        (not ClockFault.None, _, _) => new AdmissionDecision.TryAgain(ReasonCode.ClockUntrusted),
        _ when !attended => new AdmissionDecision.Deny(ReasonCode.InvitationUnattended),
        (_, AdmissionMode.AtMeeting meeting, { Standing: InvitationStanding.Genuine, Invitation: { } invitation }) => meetings.Decide(meeting, invitation, dossier, clock.Instant),
        (_, AdmissionMode.AtMeeting, { Standing: InvitationStanding.OtherMeeting }) => new AdmissionDecision.Deny(ReasonCode.InvitationOtherMeeting),
        (_, AdmissionMode.AtMeeting, { Standing: InvitationStanding.NotSigned }) => new AdmissionDecision.Deny(ReasonCode.InvitationUntrusted),
        (_, AdmissionMode.AtMeeting, { Standing: InvitationStanding.Expired }) => new AdmissionDecision.Deny(ReasonCode.InvitationExpired),
        (_, AdmissionMode.AtMeeting, _) => new AdmissionDecision.TryAgain(ReasonCode.InvitationMalformed),
        _ => new AdmissionDecision.Deny(ReasonCode.InvitationNoMeeting),
    };

    private AdmissionDecision Decide(AdmissionMode mode, VerifiedCard card, Dossier dossier, DateTimeOffset instant, ReasonCode flag) => mode switch
    {
        AdmissionMode.AtMeeting meeting => meetings.Decide(meeting, card, dossier, instant, flag),
        AdmissionMode.ForProcedure procedure => clerks.Decide(mode, card, dossier.Member, instant, flag) ?? procedures.Decide(procedure, card, dossier, instant, flag),
        AdmissionMode.AwaitingChoice => clerks.Decide(mode, card, dossier.Member, instant, flag) ?? new AdmissionDecision.Deny(ReasonCode.AdmissionNoProcedure),
        AdmissionMode.OwnRecord own => clerks.Decide(mode, card, dossier.Member, instant, flag) ?? Decide(own, CardTag.Of(card.Uuid.Span), dossier.Member),
        AdmissionMode.VerifyOnly verify => points.Decide(verify, card, dossier, instant, flag),
        _ => throw new ArgumentException($"The policy does not know the mode {mode.GetType().Name}.", nameof(mode)),
    };

    // Everybody who has a record may see it, whatever it says.
    private static AdmissionDecision Decide(AdmissionMode.OwnRecord mode, CardTag card, Member? member) => member is null
        ? new AdmissionDecision.Deny(ReasonCode.AdmissionNotAMember)
        : new AdmissionDecision.LookAtRecord(card, member, mode.Asked == card);

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

    /// <summary>Downgrades a verdict reached with a faulty clock: only a rejection stands.</summary>
    private static Verdict InTheLightOf(ClockReading clock, Verdict verdict) => (clock.Fault, verdict) switch
    {
        (ClockFault.None, _) or (_, Verdict.Rejected) => verdict,
        (ClockFault.Behind, _) => new Verdict.Undecidable(ReasonCode.ClockBehind, Card: null),
        _ => new Verdict.Undecidable(ReasonCode.ClockUntrusted, Card: null),
    };
}
