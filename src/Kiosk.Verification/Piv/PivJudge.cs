using Kiosk.Cards;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.ContentSigning;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Piv;

/// <summary>
/// Judges a PIV card. The order of judgement is part of the meaning of a code.
/// <list type="number">
/// <item>Certificate: form, issuer's signature, profile. What fails here is no card of ours, and nothing else about it is worth knowing.</item>
/// <item>CHUID (its signature and whose it is) and answer: is the card the one that the certificate was issued to? Certificates are public, so no statement about a card may
/// rest on a copy of one.</item>
/// <item>Revocation of the issuer, of the card and of the CHUID's signer, in this order: the one explains the other. A revoked card is revoked whatever the clock says.</item>
/// <item>Clock: what follows depends on the instant.</item>
/// <item>Validity of the card, of its issuer, of the CHUID and of its signer, and whether the algorithms of each still count.</item>
/// <item>Freshness of the revocation data: last, because a verdict left open for it alone names the card, and a policy may record and flag.</item>
/// </list>
/// </summary>
internal sealed class PivJudge(TrustedAuthorities trust)
{
    /// <summary>The cards that were found in order.</summary>
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
            return new Verdict.Rejected(refused.Code) { Detail = refused.Message };
        }
        catch (ContentSigningException refused)
        {
            return new Verdict.Rejected(refused.Code) { Detail = refused.Message };
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
            ? new Verdict.Rejected(invalidity.Code) { Detail = invalidity.Rule.English }
            : standing.JudgeFreshness(instant - trust.Profile.Freshness.MaxStaleness);
    }

    private static ReasonCode? FindClockFault(ClockReading clock, CardProfile profile) => clock.Fault switch
    {
        ClockFault.None => clock.Trust < profile.MinimumClockTrust ? ReasonCode.ClockUntrusted : null,
        ClockFault.Behind => ReasonCode.ClockBehind,
        _ => ReasonCode.ClockUntrusted,
    };
}
