using System.Formats.Asn1;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Names;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Paths;

/// <summary>A certificate with normalized names and cached signature checks. Not thread-safe.</summary>
internal sealed class PathCertificate
{
    private readonly Dictionary<string, bool> signatures = new(StringComparer.Ordinal);
    private readonly Lazy<PublicKey?> ownKey;

    /// <exception cref="CertificateException">A name is malformed.</exception>
    public PathCertificate(Certificate certificate)
    {
        Certificate = certificate;
        try
        {
            Subject = DistinguishedName.Parse(certificate.Subject);
            Issuer = certificate.Issuer.Span.SequenceEqual(certificate.Subject.Span) ? Subject : DistinguishedName.Parse(certificate.Issuer);
        }
        catch (AsnContentException broken)
        {
            throw new CertificateException(ReasonCode.CertMalformed, "subject or issuer of the certificate is not encoded in DER as RFC 5280, 4.1.2.4 defines a Name.", broken);
        }

        IsSelfIssued = Subject.Equals(Issuer);
        ownKey = new(() => ImportKey(certificate.PublicKey));
    }

    public Certificate Certificate { get; }

    public CertificateExtensions Extensions => Certificate.Extensions;

    public DistinguishedName Subject { get; }

    public DistinguishedName Issuer { get; }

    /// <summary>Whether subject and issuer are the same, as when a CA changes its key (RFC 5280, 3.2).</summary>
    public bool IsSelfIssued { get; }

    public bool IsCertificateAuthority => Extensions.BasicConstraints is { IsCertificateAuthority: true };

    /// <summary>The certificate's key; null if unusable by itself: of an unsupported type, rejected by the library, or inheriting its parameters.</summary>
    public PublicKey? OwnKey => ownKey.Value;

    /// <summary>Whether the key inherits its issuer's parameters (RFC 3279, 2.3.2).</summary>
    public bool InheritsParameters => Certificate.PublicKey is SubjectPublicKey.Dsa { Parameters.IsEmpty: true };

    public bool IsValidAt(DateTimeOffset second) => second >= Certificate.NotBefore && second <= Certificate.NotAfter;

    /// <summary>Whether this is the same entity with the same key, which may occur only once in a path (RFC 4158, 2.4.2).</summary>
    public bool IsSameEntityAs(PathCertificate other) =>
        ReferenceEquals(this, other)
        || (Certificate.PublicKey.Encoded.Span.SequenceEqual(other.Certificate.PublicKey.Encoded.Span) && Subject.Equals(other.Subject));

    /// <summary>Verifies the signature, once per key.</summary>
    public bool IsSignedBy(PublicKey key)
    {
        if (!signatures.TryGetValue(key.Fingerprint, out var isSigned))
        {
            isSigned = key.VerifySignature(Certificate.TbsCertificate.Span, Certificate.Signature.Span, Certificate.SignatureAlgorithm);
            signatures[key.Fingerprint] = isSigned;
        }

        return isSigned;
    }

    public bool WasCheckedWith(PublicKey key) => signatures.ContainsKey(key.Fingerprint);

    /// <summary>The subject's key, with inherited parameters if it has none (RFC 5280, 6.1.4 d to f).</summary>
    /// <returns>Null if the key is unusable.</returns>
    public PublicKey? KeyBelow(SubjectPublicKey issuerKey) =>
        InheritsParameters && SubjectPublicKeyParser.Inherit(Certificate.PublicKey, issuerKey) is { } complete ? ImportKey(complete) : OwnKey;

    private static PublicKey? ImportKey(SubjectPublicKey key)
    {
        if (key is SubjectPublicKey.Dsa { Parameters.IsEmpty: true })
        {
            return null;
        }

        try
        {
            return PublicKey.Import(key);
        }
        catch (CertificateException)
        {
            return null;
        }
    }
}
