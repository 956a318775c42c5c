using Kiosk.Cards;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.ContentSigning;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Piv;

/// <summary>
/// Verifies a PIV card. The order of the checks is part of each code's meaning.
/// <list type="number">
/// <item>Certificate: form, issuer's signature, profile. A card that fails here is not ours, and the rest does not matter.</item>
/// <item>CHUID (signature and owner) and answer: is this the card that the certificate was issued to? Certificates are public, so nothing may be said about a card on
/// the strength of a copied one.</item>
/// <item>Revocation of the issuer, the card and the CHUID's signer, in this order, since the first explains the others. A revoked card is revoked whatever the clock says.</item>
/// <item>Clock: everything after this depends on the instant.</item>
/// <item>Validity of the card, its issuer, the CHUID and its signer, and whether their algorithms are still allowed.</item>
/// <item>Freshness of the revocation data. Last, because a verdict left undecided for this reason alone names the card, so that a policy may record and flag it.</item>
/// </list>
/// </summary>
internal sealed class PivJudge(TrustedAuthorities trust)
{
    /// <summary>The cards that passed the time-independent checks.</summary>
    public PivCards Cards { get; } = new(trust);

    public Verdict Judge(CardEvidence.Piv evidence, ClockReading clock)
    {
        KnownCard card;
        try
        {
            card = Cards.Recognise(evidence.Certificate.Span, evidence.Chuid);
        }
        catch (CertificateException refused)
        {
            return new Verdict.Rejected(refused.Code) { Detail = refused.Sentence };
        }
        catch (ContentSigningException refused)
        {
            return new Verdict.Rejected(refused.Code) { Detail = ReasonTable.WithDetail(refused.Code, refused.Message) };
        }

        return CardAuthenticationVerifier.FindObjection(evidence, card, trust.Profile.Reading) is { } objection
            ? new Verdict.Rejected(objection)
            : JudgeStanding(card, clock);
    }

    private Verdict JudgeStanding(KnownCard card, ClockReading clock)
    {
        var instant = clock.Instant.AddTicks(-(clock.Instant.Ticks % TimeSpan.TicksPerSecond));
        var standing = CardStanding.Of(card, trust, instant);
        if (standing.FindRevocation() is { } revoked)
        {
            return revoked;
        }

        if (FindClockFault(clock, trust.Profile) is { } fault)
        {
            return new Verdict.Undecidable(fault, null);
        }

        return standing.Invalidity is { } invalidity
            ? new Verdict.Rejected(invalidity.Code) { Detail = invalidity.Rule }
            : standing.JudgeFreshness(instant - trust.Profile.Freshness.MaxStaleness);
    }

    private static ReasonCode? FindClockFault(ClockReading clock, CardProfile profile) => clock.Fault switch
    {
        ClockFault.None => clock.Trust < profile.MinimumClockTrust ? ReasonCode.ClockUntrusted : null,
        ClockFault.Behind => ReasonCode.ClockBehind,
        _ => ReasonCode.ClockUntrusted,
    };
}
