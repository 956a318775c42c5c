using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.ContentSigning;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Revocation;

namespace Kiosk.Verification;

/// <summary>
/// What one generation of trusted data lets the terminal believe: issuing CAs with their keys, revocation data, the profile. Immutable but for the memory of cards
/// seen lately, which saves parsing and one signature and never an answer about validity or revocation. Safe to share between threads.
/// </summary>
internal sealed class TrustStore
{
    /// <summary>The delegates of several doors; each costs its hash and some references.</summary>
    private const int KnownCardCapacity = 4096;

    private readonly IReadOnlyList<IssuingAuthority> authorities;
    private readonly IReadOnlyList<IssuingAuthority> authoritiesOfSigners;
    private readonly CredentialCache knownCards = new(KnownCardCapacity);
    private LastCard? last;

    private readonly Func<PathCertificate, ReasonCode?> findWeakIssuer;

    private TrustStore(CardProfile profile, CertificatePathValidator paths, RevocationChecker revocation)
    {
        (Profile, Revocation, findWeakIssuer) = (profile, revocation, paths.FindWeakIssuer);
        authorities = paths.FindAuthorities(profile.Policies);
        authoritiesOfSigners = paths.FindAuthorities(profile.PoliciesOfSigners);
    }

    public CardProfile Profile { get; }

    public RevocationChecker Revocation { get; }

    /// <summary>How many CAs that may issue cards, by name and key, have a valid path to a trust anchor; one that has none issues no card.</summary>
    public int AuthorityCount => authorities.Count;

    /// <summary>Validates the CAs of a generation.</summary>
    /// <param name="anchors">Certificates, DER.</param>
    /// <param name="intermediates">Certificates of issuing CAs and those above them, DER. One without a valid path is left out.</param>
    /// <exception cref="CertificateException">One of them cannot be parsed.</exception>
    public static TrustStore Create(
        CardProfile profile,
        IReadOnlyList<ReadOnlyMemory<byte>> anchors,
        IReadOnlyList<ReadOnlyMemory<byte>> intermediates,
        IReadOnlyList<CheckedCrl> crls,
        RevocationIndex index)
    {
        var paths = new CertificatePathValidator(profile, [.. anchors.Select(Certificate.Parse)], [.. intermediates.Select(Certificate.Parse)]);
        return new TrustStore(profile, paths, new RevocationChecker(crls, index, profile));
    }

    /// <summary>Finds a card's certificate and CHUID in order as far as time cannot change them. The card is kept until <see cref="Forget"/>.</summary>
    /// <param name="chuid">The value inside tag 53, or null where none was read.</param>
    /// <exception cref="CertificateException">The certificate is not.</exception>
    /// <exception cref="ContentSigningException">The CHUID is not, or is required and missing.</exception>
    public KnownCard Recognise(ReadOnlySpan<byte> certificate, ReadOnlyMemory<byte>? chuid = null)
    {
        var hash = chuid is { } value ? CertificateHash.Of(certificate, value.Span) : CertificateHash.Of(certificate);
        if (Volatile.Read(ref last) is { } latest && latest.Hash == hash)
        {
            return latest.Card;
        }

        var copy = certificate.ToArray();
        var parsed = Certificate.Parse(copy);
        if (!knownCards.TryFind(hash, out var conclusion))
        {
            conclusion = Examine(parsed, chuid);
            knownCards.Add(hash, conclusion);
        }

        var card = KnownCardOf(parsed, conclusion);
        Volatile.Write(ref last, new LastCard(hash, card, copy));
        return card;
    }

    /// <summary>Judges a certificate as at a tap, as far as time cannot change it and without a card: what a desk asks before it publishes it as a member's.</summary>
    /// <returns>Who issued it.</returns>
    /// <exception cref="CertificateException">No card with this certificate would be taken.</exception>
    public CertificateReference Vouch(Certificate certificate)
    {
        var (issuer, _) = ExamineCertificate(certificate);
        return new(issuer.KeyHash, certificate.SerialNumber);
    }

    /// <summary>The tap is over: what was read of its card is overwritten; that the certificate was in order is remembered by its hash.</summary>
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
        var issuer = FindIssuer(authorities, card) ?? throw Untrusted(card);
        if (CardCertificateRules.FindObjection(certificate, Profile) is { } objection)
        {
            throw new CertificateException(objection);
        }

        if (issuer.Conclude(card, out issuer) is { } broken)
        {
            throw new CertificateException(broken.Code, broken.Rule);
        }

        return (issuer, UuidOf(certificate));
    }

    private static byte[] UuidOf(Certificate certificate)
    {
        if (CardCertificateRules.FindUuid(certificate) is { } uuid)
        {
            return uuid;
        }

        throw new CertificateException(CardCertificateRules.NoUuid(certificate));
    }

    private static KnownCard KnownCardOf(Certificate certificate, CardConclusion conclusion) => new(
        new VerifiedCard(UuidOf(certificate), certificate.PublicKey.Encoded),
        PublicKey.Import(certificate.PublicKey),
        conclusion.Issuer,
        new CertificateReference(conclusion.Issuer.KeyHash, certificate.SerialNumber),
        certificate.SignatureAlgorithm,
        certificate.NotBefore,
        certificate.NotAfter,
        conclusion.Chuid);

    private KnownChuid? ExamineChuid(ReadOnlyMemory<byte>? chuid, Certificate certificate, byte[] uuid)
    {
        if (chuid is { } value)
        {
            return new ChuidExaminer(Profile, FindIssuerOfSigner).Examine(value, certificate, uuid);
        }

        return Profile.RequiresChuid ? throw new ContentSigningException(ReasonCode.BindingChuidSignature, "The card holds no CHUID (object 5FC102), which the card profile asks for (requiresChuid).") : null;
    }

    private CertificateException Untrusted(PathCertificate card)
    {
        if (findWeakIssuer(card) is { } weakness)
        {
            return new(weakness, "The certificate's issuer, or a CA above it, is weaker than the card profile allows (algorithms).") { Member = "algorithms" };
        }

        return new(ReasonCode.CertUntrusted, authorities.Any(authority => authority.Name.Equals(card.Issuer))
            ? "The certificate's signature is not by the key of the trusted authority whose name it bears as issuer."
            : "The certificate's issuer is none of the trusted authorities: its CA certificate is missing, or has no valid path to a trust anchor.");
    }

    /// <summary>Null also for a certificate that is malformed: it has no issuer then.</summary>
    private IssuingAuthority? FindIssuerOfSigner(Certificate certificate)
    {
        try
        {
            var signer = new PathCertificate(certificate);
            return FindIssuer(authoritiesOfSigners, signer) is { } issuer && issuer.Conclude(signer, out var narrowed) is null ? narrowed : null;
        }
        catch (CertificateException)
        {
            return null;
        }
    }

    /// <summary>Several authorities may bear one name: the one whose key verifies the signature is the issuer.</summary>
    private static IssuingAuthority? FindIssuer(IReadOnlyList<IssuingAuthority> among, PathCertificate certificate) =>
        among.FirstOrDefault(authority => authority.Name.Equals(certificate.Issuer) && certificate.IsSignedBy(authority.Key));

    /// <summary>The card of the tap under way.</summary>
    /// <param name="Certificate">What the card's parts are slices of.</param>
    private sealed record LastCard(CertificateHash Hash, KnownCard Card, byte[] Certificate);
}
