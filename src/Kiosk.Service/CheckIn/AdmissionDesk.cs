using Kiosk.Feed.Attendance;
using Kiosk.Feed.Invitations;
using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>Looks up what the cache holds about a verified card, as far as the mode needs it, and has the policy decide.</summary>
/// <param name="policy">Of the door that the terminal has now.</param>
internal sealed class AdmissionDesk(Func<AdmissionPolicy> policy, AttendanceRegister register, PassageRegister passages, OperatorAttention attention, EndedCards ended)
{
    /// <exception cref="CacheException">The cache cannot be read.</exception>
    public AdmissionDecision Decide(TapContext context, Shown shown) => shown switch
    {
        Shown.Card card => Decide(context, card.Verdict),
        Shown.Invitation invitation => Decide(context, invitation.Judgement),
        _ => throw new ArgumentException($"No decision for {shown.GetType().Name}.", nameof(shown)),
    };

    private AdmissionDecision Decide(TapContext context, Verdict verdict)
    {
        var card = CardOf(verdict);
        var dossier = card is null ? Dossier.Empty : DossierOf(card, context) with { IsEnded = ended.Contains(CardTag.Of(card.Uuid.Span)) };
        var decision = policy().Decide(context.Mode, verdict, dossier, context.Clock, context.Generation.Profile.Freshness);
        // Nobody lets themselves in again.
        if (decision is AdmissionDecision.Deny { Code: ReasonCode.AdmissionPassback } && dossier.Member is { } member && !member.Has(Duty.Operator) && !member.Has(Duty.Supervisor) && context.Mode is AdmissionMode.VerifyOnly { Point: { } point })
        {
            attention.Await(Pseudonym.ForPoint(point, CardTag.Of(card!.Uuid.Span)));
        }

        return Flagged(decision, context);
    }

    private AdmissionDecision Decide(TapContext context, InvitationJudgement? judgement)
    {
        var dossier = judgement?.Invitation is { Tag: var tag } && context.Mode is AdmissionMode.AtMeeting meeting ? DossierOf(member: null, tag, meeting, context.Generation) : Dossier.Empty;
        return Flagged(policy().Decide(context.Mode, judgement, dossier, context.Clock), context);
    }

    public static ReasonCode CodeOf(AdmissionDecision decision) => decision switch
    {
        AdmissionDecision.Admit { Flag: ReasonCode.None } => ReasonCode.Admitted,
        AdmissionDecision.Admit flagged => flagged.Flag,
        AdmissionDecision.AlreadyCheckedIn => ReasonCode.AdmissionAlreadyIn,
        AdmissionDecision.OpenMenu => ReasonCode.AdmissionOperator,
        AdmissionDecision.Acknowledge => ReasonCode.AdmissionAcknowledged,
        AdmissionDecision.TurnDesk turn => turn.IsOpen ? ReasonCode.AdmissionDeskOpened : ReasonCode.AdmissionDeskClosed,
        AdmissionDecision.LookAtRecord look => look.IsAsked ? ReasonCode.AdmissionRecordShown : ReasonCode.AdmissionRecordAsked,
        AdmissionDecision.AwaitNewCard => ReasonCode.AdmissionOldCard,
        AdmissionDecision.Leave => ReasonCode.AdmissionLeft,
        AdmissionDecision.Deny deny => deny.Code,
        AdmissionDecision.TryAgain tryAgain => tryAgain.Code,
        _ => throw new ArgumentException($"No code for {decision.GetType().Name}.", nameof(decision)),
    };

    // After the feed expires there may be newer revocations than the ones on this terminal.
    private static AdmissionDecision Flagged(AdmissionDecision decision, TapContext context) =>
        context.IsFeedExpired && decision is AdmissionDecision.Admit { Flag: ReasonCode.None } admit ? admit with { Flag = ReasonCode.TerminalFeed } : decision;

    private static VerifiedCard? CardOf(Verdict verdict) => verdict switch
    {
        Verdict.Trusted trusted => trusted.Card,
        Verdict.Undecidable undecidable => undecidable.Card,
        _ => null,
    };

    // Verify-only looks nothing up unless it decides who passes: what is never read can be neither shown nor stored.
    private Dossier DossierOf(VerifiedCard card, TapContext context) => context.Mode switch
    {
        AdmissionMode.AtMeeting meeting => DossierOf(MemberOf(card, context.Generation), CardTag.Of(card.Uuid.Span), meeting, context.Generation),
        AdmissionMode.VerifyOnly { Point: { } point } => DossierOf(card, point, context),
        AdmissionMode.VerifyOnly verify when verify.OpensDoor || attention.IsAwaited => new(MemberOf(card, context.Generation), Invitation: null, Earlier: null) { IsOperatorAwaited = attention.IsAwaited },
        AdmissionMode.ForProcedure or AdmissionMode.AwaitingChoice or AdmissionMode.OwnRecord => new(MemberOf(card, context.Generation), Invitation: null, Earlier: null),
        _ => Dossier.Empty,
    };

    private Dossier DossierOf(Member? member, CardTag tag, AdmissionMode.AtMeeting meeting, CacheGeneration generation) =>
        WhereaboutsIn(register.BookFor(meeting, generation).TrailOf(tag), new(member, generation.FindInvitation(meeting.Meeting.Id, tag), Earlier: null));

    private Dossier DossierOf(VerifiedCard card, Point point, TapContext context) => new(MemberOf(card, context.Generation), Invitation: null, Earlier: null)
    {
        Pass = PassOf(point, card, context.Generation),
        Entered = point.Passback is null ? null : (passages.Find(point, Pseudonym.ForPoint(point, CardTag.Of(card.Uuid.Span)), context.Clock.Instant) as AttendanceEvent.Entered)?.Attendance,
        IsOperatorAwaited = attention.IsAwaited,
    };

    private static Dossier WhereaboutsIn(PersonTrail<AttendanceEvent>? trail, Dossier dossier) => dossier with
    {
        Earlier = (trail?.First as AttendanceEvent.Entered)?.Attendance,
        Entered = (trail?.Last as AttendanceEvent.Entered)?.Attendance,
        Left = (trail?.Last as AttendanceEvent.Left)?.Attendance,
    };

    private static PassLine? PassOf(Point point, VerifiedCard card, CacheGeneration generation) =>
        point.Admits.Any(rule => rule.Listed is true) ? generation.Points.FindPass(point, CardTag.Of(card.Uuid.Span)) : null;

    /// <returns>Null when there is no record, or when it was sealed for another card: its holder is then not a member here.</returns>
    private static Member? MemberOf(VerifiedCard card, CacheGeneration generation)
    {
        try
        {
            return generation.OpenMember(card);
        }
        catch (CacheException exception) when (exception.Fault == CacheFault.Sealed)
        {
            return null;
        }
    }
}
