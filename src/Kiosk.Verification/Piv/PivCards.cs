using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.ContentSigning;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Piv;

/// <summary>Runs the time-independent checks on PIV cards and caches the results. Thread-safe.</summary>
internal sealed class PivCards(TrustedAuthorities trust)
{
    /// <summary>Enough for the delegates of several doors; an entry is a hash and a few references.</summary>
    private const int Capacity = 4096;

    private readonly CredentialCache known = new(Capacity);
    private LastCard? last;

    /// <summary>Runs the time-independent checks on a card's certificate and CHUID. Keeps the card until <see cref="Forget"/>.</summary>
    /// <param name="chuid">The value inside tag 53, or null if none was read.</param>
    /// <exception cref="CertificateException">The certificate fails them.</exception>
    /// <exception cref="ContentSigningException">The CHUID fails them, or is required and missing.</exception>
    public KnownCard Recognise(ReadOnlySpan<byte> certificate, ReadOnlyMemory<byte>? chuid = null)
    {
        var hash = chuid is { } value ? CertificateHash.Of(certificate, value.Span) : CertificateHash.Of(certificate);
        if (Volatile.Read(ref last) is { } latest && latest.Hash == hash)
        {
            return latest.Card;
        }

        var copy = certificate.ToArray();
        var parsed = Certificate.Parse(copy);
        if (!known.TryFind(hash, out var conclusion))
        {
            conclusion = Examine(parsed, chuid);
            known.Add(hash, conclusion);
        }

        var card = KnownCardOf(parsed, conclusion);
        Volatile.Write(ref last, new LastCard(hash, card, copy));
        return card;
    }

    /// <summary>Runs the time-independent checks on a card's certificate without a card.</summary>
    /// <returns>How its issuer's CRL identifies it.</returns>
    /// <exception cref="CertificateException">A card with this certificate would be rejected.</exception>
    public CertificateReference Vouch(Certificate certificate)
    {
        var (issuer, _) = ExamineCertificate(certificate);
        return new(issuer.KeyHash, certificate.SerialNumber);
    }

    /// <summary>Ends the tap: zeroes the card's data and keeps the result under the certificate's hash.</summary>
    public void Forget()
    {
        if (Interlocked.Exchange(ref last, null) is { } ended)
        {
            CryptographicOperations.ZeroMemory(ended.Certificate);
            Erasure.Erase(ended.Card.Card.Uuid);
        }
    }

    private CardConclusion Examine(Certificate certificate, ReadOnlyMemory<byte>? chuid)
    {
        var (issuer, uuid) = ExamineCertificate(certificate);
        return new CardConclusion(issuer, ExamineChuid(chuid, certificate, uuid));
    }

    private (IssuingAuthority Issuer, byte[] Uuid) ExamineCertificate(Certificate certificate)
    {
        var card = new PathCertificate(certificate);
        var issuer = trust.IssuerOfCard(card);
        if (CardCertificateRules.FindObjection(certificate, trust.Profile) is { } objection)
        {
            throw new CertificateException(objection);
        }

        if (issuer.Conclude(card, out issuer) is { } broken)
        {
            throw new CertificateException(broken.Code, broken.Rule);
        }

        return (issuer, UuidOf(certificate));
    }

    private KnownChuid? ExamineChuid(ReadOnlyMemory<byte>? chuid, Certificate certificate, byte[] uuid)
    {
        if (chuid is { } value)
        {
            return new ChuidExaminer(trust).Examine(value, certificate, uuid);
        }

        return trust.Profile.RequiresChuid ? throw new ContentSigningException(ReasonCode.BindingChuidSignature, "The card holds no CHUID (object 5FC102), which the card profile asks for (requiresChuid).") : null;
    }

    private static byte[] UuidOf(Certificate certificate) =>
        CardCertificateRules.FindUuid(certificate) ?? throw new CertificateException(CardCertificateRules.NoUuid(certificate));

    private static KnownCard KnownCardOf(Certificate certificate, CardConclusion conclusion) => new(
        new VerifiedCard(UuidOf(certificate), certificate.PublicKey.Encoded),
        PublicKey.Import(certificate.PublicKey),
        conclusion.Issuer,
        new CertificateReference(conclusion.Issuer.KeyHash, certificate.SerialNumber),
        certificate.SignatureAlgorithm,
        certificate.NotBefore,
        certificate.NotAfter,
        conclusion.Chuid);

    /// <summary>The card of the current tap.</summary>
    /// <param name="Certificate">The buffer that the card's parts are slices of.</param>
    private sealed record LastCard(CertificateHash Hash, KnownCard Card, byte[] Certificate);
}
