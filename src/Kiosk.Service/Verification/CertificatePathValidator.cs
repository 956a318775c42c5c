using System.Security.Cryptography;

namespace Kiosk.Service.Verification;

/// <summary>
/// Finds the valid paths from CA certificates to trust anchors (RFC 5280, 6.1) once per generation: signatures, name chaining, basicConstraints, path
/// length, keyCertSign, critical extensions and algorithms. Validity is kept as an interval and revocation is asked at each tap, because both change without
/// a new generation. An anchor's own constraints and validity count too.
/// </summary>
internal sealed class CertificatePathValidator
{
    private const int GreatestDepth = 6;

    private readonly CardProfile profile;
    private readonly List<Authority> anchors;
    private readonly List<Authority> intermediates;

    /// <exception cref="CertificateException">A CA's key is not a valid one.</exception>
    public CertificatePathValidator(CardProfile profile, IReadOnlyList<Certificate> anchors, IReadOnlyList<Certificate> intermediates)
    {
        this.profile = profile;
        this.anchors = [.. anchors.Select(certificate => new Authority(certificate))];
        this.intermediates = [.. intermediates.Select(certificate => new Authority(certificate))];
    }

    /// <summary>All authorities with at least one valid path, one for each name and key.</summary>
    public IReadOnlyList<IssuingAuthority> FindAuthorities() =>
    [
        .. anchors.Concat(intermediates)
            .GroupBy(authority => authority.Identity, StringComparer.Ordinal)
            .Select(same => (Authority: same.First(), Paths: same.SelectMany(authority => FindPaths(authority, [])).ToArray()))
            .Where(found => found.Paths.Length > 0)
            .Select(found => new IssuingAuthority(found.Authority.Certificate.Subject, found.Authority.Key, found.Paths)),
    ];

    /// <param name="below">The CA certificates between the authority and the card, nearest to the card first.</param>
    private IEnumerable<IssuerPath> FindPaths(Authority authority, IReadOnlyList<Authority> below)
    {
        var certificate = authority.Certificate;
        if (below.Count >= GreatestDepth || below.Contains(authority) || !MayIssue(certificate, below))
        {
            yield break;
        }

        if (anchors.Contains(authority))
        {
            yield return new IssuerPath(certificate.NotBefore, certificate.NotAfter, []);
            yield break;
        }

        foreach (var issuer in anchors.Concat(intermediates).Where(issuer => Issued(issuer, certificate)))
        {
            var reference = new CertificateReference(issuer.KeyHash, certificate.SerialNumber);
            foreach (var path in FindPaths(issuer, [.. below, authority]))
            {
                yield return new IssuerPath(
                    path.NotBefore > certificate.NotBefore ? path.NotBefore : certificate.NotBefore,
                    path.NotAfter < certificate.NotAfter ? path.NotAfter : certificate.NotAfter,
                    [reference, .. path.Certificates]);
            }
        }
    }

    private static bool Issued(Authority issuer, Certificate certificate) =>
        issuer.Certificate.Subject.Span.SequenceEqual(certificate.Issuer.Span)
        && issuer.Key.VerifySignature(certificate.TbsCertificate.Span, certificate.Signature.Span, certificate.SignatureAlgorithm);

    /// <summary>RFC 5280, 6.1.4 k to o. A CA that states policies must state one of the profile's, or anyPolicy.</summary>
    private bool MayIssue(Certificate certificate, IReadOnlyList<Authority> below)
    {
        var extensions = certificate.Extensions;
        return extensions.UnknownCritical is null
            && extensions.BasicConstraints is { IsCertificateAuthority: true } constraints
            && extensions.KeyUsage is { } usages && usages.HasFlag(KeyUsages.KeyCertSign)
            && !(constraints.PathLength < below.Count(authority => !authority.IsSelfIssued))
            && profile.Algorithms.FindObjection(certificate) is null
            && (extensions.Policies is null || profile.Policies.Count == 0
                || extensions.Policies.Any(policy => policy == Oids.AnyPolicy || profile.Policies.Contains(policy)));
    }

    private sealed class Authority(Certificate certificate)
    {
        public Certificate Certificate { get; } = certificate;

        public PublicKey Key { get; } = PublicKey.Import(certificate.PublicKey);

        public byte[] KeyHash { get; } = SHA256.HashData(certificate.PublicKey.Encoded.Span);

        public bool IsSelfIssued { get; } = certificate.Subject.Span.SequenceEqual(certificate.Issuer.Span);

        /// <summary>Name and key.</summary>
        public string Identity { get; } =
            Convert.ToHexString(SHA256.HashData([.. SHA256.HashData(certificate.Subject.Span), .. SHA256.HashData(certificate.PublicKey.Encoded.Span)]));
    }
}
