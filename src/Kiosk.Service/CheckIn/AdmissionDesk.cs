using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>Looks up what is known about a verified card and lets the policy decide.</summary>
internal sealed class AdmissionDesk(AdmissionPolicy policy, AttendanceRegister register)
{
    /// <param name="ahead">What was looked up ahead, or null; it counts only for the very card that the verdict names.</param>
    /// <exception cref="OutOfServiceException">The cache cannot be read.</exception>
    public AdmissionDecision Decide(TapSetting setting, Judgement judgement, CardFile? ahead)
    {
        try
        {
            var dossier = CardOf(judgement.Verdict) is { } card
                ? DossierOf(ahead is not null && ReferenceEquals(ahead.Card, card) ? ahead : CardFile.Find(card, setting), setting)
                : Dossier.Empty;
            return Flagged(policy.Decide(setting.Mode, judgement.Verdict, dossier, judgement.Clock, setting.Generation.Profile.Freshness), setting);
        }
        catch (CacheException exception)
        {
            throw new OutOfServiceException(new OutOfService(ReasonCode.TerminalCache, exception.Message), exception);
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

    // Past the feed's expiry nobody vouches that these are the newest revocations.
    private static AdmissionDecision Flagged(AdmissionDecision decision, TapSetting setting) =>
        setting.IsFeedExpired && decision is AdmissionDecision.Admit { Flag: ReasonCode.None } admit ? admit with { Flag = ReasonCode.TerminalFeed } : decision;

    private static VerifiedCard? CardOf(Verdict verdict) => verdict switch
    {
        Verdict.Trusted trusted => trusted.Card,
        Verdict.Undecidable undecidable => undecidable.Card,
        _ => null,
    };

    private Dossier DossierOf(CardFile file, TapSetting setting) => new(
        file.Member,
        file.Invitation,
        setting.Mode is AdmissionMode.AtMeeting meeting ? register.BookFor(meeting, setting.Generation).Find(CardTag.Of(file.Card.Uuid.Span)) : null);
}
