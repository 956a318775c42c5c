using Kiosk.Verification.Crls;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Verification.Piv;

/// <summary>The status of a card, its issuer and its CHUID at one instant. <see cref="PivJudge"/> determines the order of the checks.</summary>
/// <param name="Chuid">Null for a card without one.</param>
/// <param name="Invalidity">Why the card is not valid at the instant; null if it is.</param>
internal sealed record CardStanding(KnownCard Card, IssuerStanding Issuer, RevocationStatus Revocation, ChuidStanding? Chuid, Objection? Invalidity)
{
    /// <param name="second">A whole second: bounds are inclusive (RFC 5280, 4.1.2.5).</param>
    public static CardStanding Of(KnownCard card, TrustedAuthorities trust, DateTimeOffset second)
    {
        var issuer = IssuerStanding.Of(card.Issuer, trust, second);
        var chuid = card.Chuid is { } known ? ChuidStanding.Of(known, trust, second) : null;
        Objection? invalidity = second < card.NotBefore ? new(ReasonCode.CertNotYetValid, $"The card's certificate is valid from {card.NotBefore:yyyy-MM-dd HH:mm:ss'Z'} on.")
            : second > card.NotAfter ? new(ReasonCode.CertExpired, $"The card's certificate was valid until {card.NotAfter:yyyy-MM-dd HH:mm:ss'Z'}.")
            : issuer.Objection ?? trust.Profile.Algorithms.FindObjection(card.SignatureAlgorithm, card.Key.Subject, second) ?? chuid?.Objection;
        return new CardStanding(card, issuer, trust.Revocation.Check(card.Reference, second), chuid, invalidity);
    }

    /// <returns>The verdict if the card, its issuer or its CHUID's signer is revoked; otherwise null.</returns>
    public Verdict.Rejected? FindRevocation()
    {
        if (Issuer.IsRevoked)
        {
            return new Verdict.Rejected(ReasonCode.RevocationIssuerRevoked) { AsOf = Issuer.Revocation?.AsOf, Detail = Issuer.Objection?.Rule };
        }

        if (Revocation is RevocationStatus.Revoked revoked)
        {
            return new Verdict.Rejected(revoked.OnHold ? ReasonCode.RevocationOnHold : ReasonCode.RevocationRevoked)
            {
                AsOf = revoked.AsOf,
                Detail = new(
                    $"Chứng thư số của thẻ bị {(revoked.OnHold ? "tạm dừng" : "thu hồi")} từ ngày {revoked.Since:yyyy-MM-dd}.", $"The card's certificate is {(revoked.OnHold ? "on hold" : "revoked")} since {revoked.Since:yyyy-MM-dd}."),
            };
        }

        return Chuid is { IsSignerRevoked: true }
            ? new Verdict.Rejected(ReasonCode.BindingChuidSignature)
            {
                AsOf = Chuid.Revocation.AsOf,
                Detail = new("Chứng thư số của nơi ký CHUID, hoặc của một CA cấp trên, đã bị thu hồi.", "The certificate of the CHUID's signer, or of a CA above it, is revoked."),
            }
            : null;
    }

    /// <summary>The verdict on an otherwise valid card, by how current the revocation data is.</summary>
    /// <param name="staleBefore">If a CRL's nextUpdate is earlier, the verdict omits the card, so that no policy can admit it.</param>
    public Verdict JudgeFreshness(DateTimeOffset staleBefore)
    {
        var answers = new[] { Revocation, Issuer.Revocation, Chuid?.Revocation }.OfType<RevocationStatus>().ToArray();
        var asOf = answers.Min(answer => answer.AsOf);
        var isTooStale = answers.Any(answer => answer is RevocationStatus.Stale { Since: var since } && since < staleBefore);
        var named = isTooStale ? null : Card.Card;
        if (answers.Any(answer => answer is RevocationStatus.NoCrl))
        {
            var uncovered = First<RevocationStatus.NoCrl>().Whose;
            return new Verdict.Undecidable(ReasonCode.RevocationUnknown, named)
            {
                Detail = new($"Không có danh sách thu hồi nào đang có hiệu lực cho {uncovered.Vietnamese}.", $"No list in force covers {uncovered.English}."),
            };
        }

        if (answers.Any(answer => answer is RevocationStatus.Stale))
        {
            var (whose, stale) = First<RevocationStatus.Stale>();
            return new Verdict.Undecidable(ReasonCode.RevocationStale, named)
            {
                AsOf = asOf,
                Detail = new(
                    $"Danh sách thu hồi cho {whose.Vietnamese} đã quá hạn cập nhật (nextUpdate), {stale.Since:yyyy-MM-dd HH:mm:ss'Z'}.",
                    $"The list that covers {whose.English} is past its nextUpdate, {stale.Since:yyyy-MM-dd HH:mm:ss'Z'}."),
            };
        }

        var assurance = Chuid is null ? Assurance.CardAuthenticationKey : Assurance.CardAuthenticationKeyWithChuid;
        return new Verdict.Trusted(Card.Card, assurance, (RevocationStatus.Good)answers.MinBy(answer => answer.AsOf)!) { AsOf = asOf };
    }

    /// <summary>The first certificate with a status of this kind, and that status.</summary>
    private (Phrase Whose, T Answer) First<T>()
        where T : RevocationStatus
    {
        (Phrase Whose, RevocationStatus? Answer)[] asked =
        [
            (new("chứng thư số của thẻ", "the card's certificate"), Revocation),
            (new("một CA cấp trên của chứng thư số của thẻ", "a CA above the card's certificate"), Issuer.Revocation),
            (new("chứng thư số của nơi ký CHUID hoặc một CA cấp trên", "the certificate of the CHUID's signer or a CA above it"), Chuid?.Revocation),
        ];
        var (whose, answer) = Array.Find(asked, one => one.Answer is T);
        return (whose, (T)answer!);
    }
}
