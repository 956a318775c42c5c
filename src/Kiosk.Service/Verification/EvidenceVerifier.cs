using Kiosk.Hardware.Cards;
using Kiosk.Service.Reasons;
using Kiosk.Service.Time;

namespace Kiosk.Service.Verification;

/// <summary>
/// Evidence in, verdict out: no I/O of its own, no clock read. The order of judgement is part of the meaning of a code.
/// <list type="number">
/// <item>Certificate: form, issuer's signature, profile. What fails here is no card of ours, and nothing else about it is worth knowing.</item>
/// <item>CHUID and answer: is the card the one that the certificate was issued to? Certificates are public, so no statement about a card may rest on a copy of one.</item>
/// <item>Revocation of the issuer and of the card, in this order: the one explains the other. A revoked card is revoked whatever the clock says.</item>
/// <item>Clock: what follows depends on the instant.</item>
/// <item>Validity of the card and of its issuer.</item>
/// <item>Freshness of the revocation data: last, because a verdict left open for it alone names the card, and a policy may record and flag.</item>
/// </list>
/// </summary>
internal static class EvidenceVerifier
{
    /// <param name="answers">Only asked; the caller remembers the answer after the verdict, whatever it was.</param>
    /// <remarks>What the CRL entries' store throws passes through: a damaged store must not be taken for a clean list.</remarks>
    public static Verdict Verify(CardEvidence evidence, TrustStore trust, AnswerMemory answers, ClockReading clock)
    {
        KnownCard card;
        try
        {
            card = trust.Recognise(evidence.Certificate.Span);
        }
        catch (CertificateException refused)
        {
            return new Verdict.Rejected(refused.Code);
        }

        // The CHUID's binding is not implemented, so no card can satisfy a profile that requires it.
        if (trust.Profile.RequiresChuid)
        {
            return new Verdict.Rejected(ReasonCode.BindingChuidSignature);
        }

        return CardAuthenticationVerifier.FindObjection(evidence, card, trust.Profile.Reading, answers) is { } objection
            ? new Verdict.Rejected(objection)
            : JudgeStanding(card, trust, clock);
    }

    private static Verdict JudgeStanding(KnownCard card, TrustStore trust, ClockReading clock)
    {
        var instant = clock.Instant.AddTicks(-(clock.Instant.Ticks % TimeSpan.TicksPerSecond));
        var issuer = IssuerStanding.Of(card.Issuer, trust.Revocation, instant);
        if (issuer.Objection == ReasonCode.RevocationIssuerRevoked)
        {
            return new Verdict.Rejected(ReasonCode.RevocationIssuerRevoked);
        }

        var revocation = trust.Revocation.Check(card.Reference, instant);
        if (revocation is RevocationStatus.Revoked revoked)
        {
            return new Verdict.Rejected(revoked.OnHold ? ReasonCode.RevocationOnHold : ReasonCode.RevocationRevoked);
        }

        if (FindClockFault(clock, trust.Profile) is { } fault)
        {
            return new Verdict.Undecidable(fault, null);
        }

        return FindInvalidity(card, issuer, instant) is { } invalidity
            ? new Verdict.Rejected(invalidity)
            : JudgeFreshness(card.Card, revocation, issuer.Revocation, instant - trust.Profile.Freshness.GreatestStaleness);
    }

    private static ReasonCode? FindClockFault(ClockReading clock, CardProfile profile) => clock.Fault switch
    {
        ClockFault.None => clock.Trust < profile.MinimumClockTrust ? ReasonCode.ClockUntrusted : null,
        ClockFault.Behind => ReasonCode.ClockBehind,
        _ => ReasonCode.ClockUntrusted,
    };

    /// <summary>Both bounds are inclusive, to the second (RFC 5280, 4.1.2.5).</summary>
    private static ReasonCode? FindInvalidity(KnownCard card, IssuerStanding issuer, DateTimeOffset second)
    {
        if (second < card.NotBefore)
        {
            return ReasonCode.CertNotYetValid;
        }

        return second > card.NotAfter ? ReasonCode.CertExpired : issuer.Objection;
    }

    /// <param name="staleBefore">A list whose nextUpdate is before this leaves the card unnamed, so that no policy can let it in.</param>
    private static Verdict JudgeFreshness(VerifiedCard card, RevocationStatus ofCard, RevocationStatus? ofIssuer, DateTimeOffset staleBefore)
    {
        if (ofCard is RevocationStatus.NoCrl || ofIssuer is RevocationStatus.NoCrl)
        {
            return new Verdict.Undecidable(ReasonCode.RevocationUnknown, card);
        }

        if (ofCard is RevocationStatus.Good good && ofIssuer is null or RevocationStatus.Good)
        {
            return new Verdict.Trusted(card, Assurance.CardAuthenticationKey, good);
        }

        var isTooStale = IsStaleBefore(ofCard, staleBefore) || IsStaleBefore(ofIssuer, staleBefore);
        return new Verdict.Undecidable(ReasonCode.RevocationStale, isTooStale ? null : card);
    }

    private static bool IsStaleBefore(RevocationStatus? status, DateTimeOffset instant) =>
        status is RevocationStatus.Stale stale && stale.Since < instant;
}
