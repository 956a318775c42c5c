using Kiosk.Verification.Certificates;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Revocation;
using Kiosk.Words;

namespace Kiosk.Verification;

/// <summary>One generation of trusted data: issuing CAs with their keys, revocation data, the profile. Immutable and thread-safe.</summary>
internal sealed class TrustedAuthorities
{
    private readonly IReadOnlyList<IssuingAuthority> ofCards;
    private readonly IReadOnlyList<IssuingAuthority> ofSigners;
    private readonly CertificatePathValidator paths;

    public TrustedAuthorities(CardProfile profile, CertificatePathValidator paths, RevocationChecker revocation)
    {
        (Profile, Revocation, this.paths) = (profile, revocation, paths);
        ofCards = paths.FindAuthorities(profile.Policies);
        ofSigners = paths.FindAuthorities(profile.PoliciesOfSigners);
    }

    public CardProfile Profile { get; }

    public RevocationChecker Revocation { get; }

    /// <summary>Number of card-issuing CAs, by name and key, with a valid path to a trust anchor. The others cannot issue valid cards.</summary>
    public int Count => ofCards.Count;

    /// <exception cref="CertificateException">No trusted authority issued it.</exception>
    public IssuingAuthority IssuerOfCard(PathCertificate card) => FindIssuer(ofCards, card) ?? throw Untrusted(card);

    /// <summary>Returns null if there is none or the certificate is malformed.</summary>
    public IssuingAuthority? FindIssuerOfSigner(Certificate certificate)
    {
        try
        {
            var signer = new PathCertificate(certificate);
            return FindIssuer(ofSigners, signer) is { } issuer && issuer.Conclude(signer, out var narrowed) is null ? narrowed : null;
        }
        catch (CertificateException)
        {
            return null;
        }
    }

    /// <summary>Several authorities may share a name; the issuer is the one whose key verifies the signature.</summary>
    private static IssuingAuthority? FindIssuer(IReadOnlyList<IssuingAuthority> among, PathCertificate certificate) =>
        among.FirstOrDefault(authority => authority.Name.Equals(certificate.Issuer) && certificate.IsSignedBy(authority.Key));

    private CertificateException Untrusted(PathCertificate card)
    {
        if (paths.FindWeakIssuer(card) is { } weakness)
        {
            return new(weakness, new Phrase("CA cấp chứng thư số, hoặc một CA ở trên, yếu hơn mức hồ sơ thẻ cho phép (algorithms).", "The certificate's issuer, or a CA above it, is weaker than the card profile allows (algorithms).")) { Member = "algorithms" };
        }

        return new(ReasonCode.CertUntrusted, ofCards.Any(authority => authority.Name.Equals(card.Issuer))
            ? new Phrase("Chữ ký trên chứng thư số không phải bằng khóa của cơ quan được tin cậy mang tên CA cấp ghi trong đó.", "The certificate's signature is not by the key of the trusted authority whose name it bears as issuer.")
            : new Phrase("CA cấp chứng thư số không thuộc các cơ quan được tin cậy: thiếu chứng thư số của CA này, hoặc không có đường dẫn hợp lệ đến chứng thư số gốc tin cậy.", "The certificate's issuer is none of the trusted authorities: its CA certificate is missing, or has no valid path to a trust anchor."));
    }
}
