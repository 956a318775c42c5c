using Kiosk.Verification.ContentSigning;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification;

/// <summary>How a card, its issuer and its CHUID stand at one instant. The order in which it is asked is <see cref="EvidenceVerifier"/>'s.</summary>
/// <param name="Chuid">Null for a card without one.</param>
/// <param name="Invalidity">What the instant makes of the card; null where nothing is wrong.</param>
internal sealed record CardStanding(KnownCard Card, IssuerStanding Issuer, RevocationStatus Revocation, ChuidStanding? Chuid, ReasonCode? Invalidity)
{
    /// <param name="second">A whole second: bounds are inclusive (RFC 5280, 4.1.2.5).</param>
    public static CardStanding Of(KnownCard card, TrustStore trust, DateTimeOffset second)
    {
        var issuer = IssuerStanding.Of(card.Issuer, trust, second);
        var chuid = card.Chuid is { } known ? ChuidStanding.Of(known, trust, second) : null;
        ReasonCode? invalidity = second < card.NotBefore ? ReasonCode.CertNotYetValid
            : second > card.NotAfter ? ReasonCode.CertExpired
            : issuer.Objection ?? trust.Profile.Algorithms.FindObjection(card.SignatureAlgorithm, card.Key.Subject, second) ?? chuid?.Objection;
        return new CardStanding(card, issuer, trust.Revocation.Check(card.Reference, second), chuid, invalidity);
    }

    /// <returns>The verdict on a card that was revoked, or whose issuer or CHUID's signer was; null where none was.</returns>
    public Verdict.Rejected? FindRevocation()
    {
        if (Issuer.Objection == ReasonCode.RevocationIssuerRevoked)
        {
            return new Verdict.Rejected(ReasonCode.RevocationIssuerRevoked) { AsOf = Issuer.Revocation?.AsOf };
        }

        if (Revocation is RevocationStatus.Revoked revoked)
        {
            return new Verdict.Rejected(revoked.OnHold ? ReasonCode.RevocationOnHold : ReasonCode.RevocationRevoked) { AsOf = revoked.AsOf };
        }

        return Chuid is { IsSignerRevoked: true } ? new Verdict.Rejected(ReasonCode.BindingChuidSignature) { AsOf = Chuid.Revocation.AsOf } : null;
    }

    /// <summary>Judges a card in which nothing is wrong by how much is known of revocation.</summary>
    /// <param name="staleBefore">A list whose nextUpdate is before this leaves the card unnamed, so that no policy can let it in.</param>
    public Verdict JudgeFreshness(DateTimeOffset staleBefore)
    {
        var answers = new[] { Revocation, Issuer.Revocation, Chuid?.Revocation }.OfType<RevocationStatus>().ToArray();
        var asOf = answers.Min(answer => answer.AsOf);
        var isTooStale = answers.Any(answer => answer is RevocationStatus.Stale stale && stale.Since < staleBefore);
        var named = isTooStale ? null : Card.Card;
        if (answers.Any(answer => answer is RevocationStatus.NoCrl))
        {
            return new Verdict.Undecidable(ReasonCode.RevocationUnknown, named);
        }

        if (answers.Any(answer => answer is RevocationStatus.Stale))
        {
            return new Verdict.Undecidable(ReasonCode.RevocationStale, named) { AsOf = asOf };
        }

        var assurance = Chuid is null ? Assurance.CardAuthenticationKey : Assurance.CardAuthenticationKeyWithChuid;
        return new Verdict.Trusted(Card.Card, assurance, (RevocationStatus.Good)answers.MinBy(answer => answer.AsOf)!) { AsOf = asOf };
    }
}
