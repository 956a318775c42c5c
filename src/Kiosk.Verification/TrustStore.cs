using Kiosk.Verification.ContentSigning;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification;

/// <summary>
/// What one generation of trusted data lets the terminal believe: issuing CAs with their keys, revocation data, the profile. Immutable but for the memory of cards
/// seen lately, which saves parsing and one signature and never an answer about validity or revocation. Safe to share between threads.
/// </summary>
internal sealed class TrustStore
{
    /// <summary>About 4 kB each: the delegates of one door.</summary>
    private const int KnownCardCapacity = 512;

    private readonly IReadOnlyList<IssuingAuthority> authorities;
    private readonly KnownCards knownCards = new(KnownCardCapacity);

    private readonly Func<PathCertificate, ReasonCode?> findWeakIssuer;

    private TrustStore(CardProfile profile, IReadOnlyList<IssuingAuthority> authorities, RevocationChecker revocation, Func<PathCertificate, ReasonCode?> findWeakIssuer) =>
        (Profile, this.authorities, Revocation, this.findWeakIssuer) = (profile, authorities, revocation, findWeakIssuer);

    public CardProfile Profile { get; }

    public RevocationChecker Revocation { get; }

    /// <summary>How many CAs, by name and key, have a valid path to a trust anchor; one that has none issues no card.</summary>
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
        return new TrustStore(profile, paths.FindAuthorities(), new RevocationChecker(crls, index, profile), paths.FindWeakIssuer);
    }

    /// <summary>Finds a card's certificate and CHUID in order as far as time cannot change them.</summary>
    /// <param name="chuid">The value inside tag 53, or null where none was read.</param>
    /// <exception cref="CertificateException">The certificate is not.</exception>
    /// <exception cref="ContentSigningException">The CHUID is not, or is required and missing.</exception>
    public KnownCard Recognise(ReadOnlySpan<byte> certificate, ReadOnlyMemory<byte>? chuid = null)
    {
        var hash = chuid is { } value ? CertificateHash.Of(certificate, value.Span) : CertificateHash.Of(certificate);
        if (knownCards.TryFind(hash, out var card))
        {
            return card;
        }

        card = Examine(Certificate.Parse(certificate.ToArray()), chuid?.ToArray());
        knownCards.Add(hash, card);
        return card;
    }

    private KnownCard Examine(Certificate certificate, byte[]? chuid)
    {
        var card = new PathCertificate(certificate);
        var issuer = FindIssuer(card)
            ?? throw new CertificateException(findWeakIssuer(card) ?? ReasonCode.CertUntrusted, "No trusted authority issued the certificate, or one that is weaker than allowed.");
        if (CardCertificateRules.FindObjection(certificate, Profile) is { } objection)
        {
            throw new CertificateException(objection, "The certificate breaks a rule of the card profile.");
        }

        if (issuer.Conclude(card, out issuer) is { } broken)
        {
            throw new CertificateException(broken.Code, broken.Rule);
        }

        var uuid = CardCertificateRules.FindUuid(certificate)
            ?? throw new CertificateException(ReasonCode.BindingUuid, "The certificate names no UUID, or more than one.");
        return new KnownCard(
            new VerifiedCard(uuid, certificate.PublicKey.Encoded),
            PublicKey.Import(certificate.PublicKey),
            issuer,
            new CertificateReference(issuer.KeyHash, certificate.SerialNumber),
            certificate.SignatureAlgorithm,
            certificate.NotBefore,
            certificate.NotAfter,
            ExamineChuid(chuid, certificate, uuid));
    }

    private KnownChuid? ExamineChuid(byte[]? chuid, Certificate certificate, byte[] uuid)
    {
        if (chuid is not null)
        {
            return new ChuidExaminer(Profile, FindIssuerOfSigner).Examine(chuid, certificate, uuid);
        }

        return Profile.RequiresChuid ? throw new ContentSigningException(ReasonCode.BindingChuidSignature, "The card holds no CHUID.") : null;
    }

    /// <summary>Null also for a certificate that is malformed: it has no issuer then.</summary>
    private IssuingAuthority? FindIssuerOfSigner(Certificate certificate)
    {
        try
        {
            var signer = new PathCertificate(certificate);
            return FindIssuer(signer) is { } issuer && issuer.Conclude(signer, out var narrowed) is null ? narrowed : null;
        }
        catch (CertificateException)
        {
            return null;
        }
    }

    /// <summary>Several authorities may bear one name: the one whose key verifies the signature is the issuer.</summary>
    private IssuingAuthority? FindIssuer(PathCertificate card) =>
        authorities.FirstOrDefault(authority => authority.Name.Equals(card.Issuer) && card.IsSignedBy(authority.Key));
}
