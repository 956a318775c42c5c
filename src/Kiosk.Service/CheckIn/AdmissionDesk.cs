using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Reasons;
using Kiosk.Service.Verification;

namespace Kiosk.Service.CheckIn;

/// <summary>Looks up what is known about a verified card and lets the policy decide.</summary>
internal sealed class AdmissionDesk(AdmissionPolicy policy, AttendanceRegister register)
{
    /// <exception cref="ObstacleException">The cache cannot be read.</exception>
    public AdmissionDecision Decide(TapSetting setting, Judgement judgement)
    {
        try
        {
            var dossier = CardOf(judgement.Verdict) is { } card ? DossierOf(card, setting) : Dossier.Empty;
            return policy.Decide(setting.Mode, judgement.Verdict, dossier, judgement.Clock, setting.Generation.Profile.Freshness);
        }
        catch (CacheException exception)
        {
            throw new ObstacleException(new Obstacle(ReasonCode.TerminalCache, exception.Message), exception);
        }
    }

    public static ReasonCode CodeOf(AdmissionDecision decision) => decision switch
    {
        AdmissionDecision.Admit { Flag: ReasonCode.None } => ReasonCode.Admitted,
        AdmissionDecision.Admit flagged => flagged.Flag,
        AdmissionDecision.AlreadyCheckedIn => ReasonCode.AdmissionAlreadyIn,
        AdmissionDecision.Deny deny => deny.Code,
        AdmissionDecision.TryAgain tryAgain => tryAgain.Code,
        _ => throw new ArgumentException($"No code for {decision.GetType().Name}.", nameof(decision)),
    };

    private static VerifiedCard? CardOf(Verdict verdict) => verdict switch
    {
        Verdict.Trusted trusted => trusted.Card,
        Verdict.Undecidable undecidable => undecidable.Card,
        _ => null,
    };

    // Verify-only looks nothing up: what is not read cannot be shown or kept.
    private Dossier DossierOf(VerifiedCard card, TapSetting setting) => setting.Mode switch
    {
        AdmissionMode.AtMeeting meeting => AtMeeting(meeting, card, setting.Generation),
        AdmissionMode.ForProcedure => Dossier.Empty with { Member = MemberOf(card, setting.Generation) },
        _ => Dossier.Empty,
    };

    /// <returns>Null also for a record that this card does not open: it was sealed for another, and its holder is no member here.</returns>
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

    private Dossier AtMeeting(AdmissionMode.AtMeeting mode, VerifiedCard card, CacheGeneration generation)
    {
        var tag = CardTag.Of(card.Uuid.Span);
        return new Dossier(
            MemberOf(card, generation),
            generation.FindInvitation(mode.Meeting.Id, tag),
            register.BookFor(mode, generation).Find(tag));
    }
}
