using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Verification.Paths;

namespace Kiosk.Verification;

/// <summary>Checks a CRL against the certificates that may have signed it (RFC 5280, 6.3.3 f and g).</summary>
internal static class CrlChecker
{
    /// <param name="issuers">CA certificates, trust anchors included. Several may share a name: the key decides.</param>
    /// <exception cref="CrlException">The list is not a complete one, none of them signed it, or the one that did may not sign CRLs.</exception>
    public static CheckedCrl Check(Crl crl, IReadOnlyList<Certificate> issuers, AlgorithmPolicy algorithms)
    {
        if (FindLimit(crl) is { } limit)
        {
            throw new CrlException($"The CRL {limit}; only complete lists of one issuer are used here.");
        }

        if (crl.CrlNumber is not { } crlNumber)
        {
            throw new CrlException("The CRL has no cRLNumber (RFC 5280, 5.2.3): nothing would tell it from an older one. Have the authority number its lists.");
        }

        if (!algorithms.Allows(crl.SignatureAlgorithm))
        {
            throw new CrlException($"CRLs signed with {crl.SignatureAlgorithm} are not accepted.");
        }

        var name = new PathCrl(crl).Issuer;
        var authorities = issuers.Select(issuer => new PathCertificate(issuer)).Where(issuer => issuer.Subject.Equals(name)).ToArray();
        var signer = Array.Find(authorities, authority => Signed(crl, authority, algorithms))
            ?? throw new CrlException($"The CRL of {crl.ThisUpdate:O} was signed by none of the {issuers.Count} known authorities, or by a key that may not sign CRLs.");
        var facts = new CrlFacts(
            FindCoveredKey(crl, signer, authorities, algorithms),
            crl.ThisUpdate,
            crl.NextUpdate,
            crlNumber.ToString(CultureInfo.InvariantCulture),
            crl.EntryCount,
            crl.SignatureAlgorithm)
        { Issuer = CommonNameOf(crl.Issuer.Span) };
        return new CheckedCrl(facts, crl);
    }

    private static string CommonNameOf(ReadOnlySpan<byte> name) =>
        new X500DistinguishedName(name).EnumerateRelativeDistinguishedNames()
            .FirstOrDefault(part => part is { HasMultipleElements: false } && part.GetSingleElementType().Value == Oids.CommonName)?.GetSingleElementValue() ?? "";

    /// <summary>
    /// The key whose certificates the list is about: a CA's own, or that of the CA that certified a key of its own name for signing lists. A name alone, even below
    /// the same anchor, entitles to nothing here: two CAs may share it.
    /// </summary>
    private static ReadOnlyMemory<byte> FindCoveredKey(Crl crl, PathCertificate signer, PathCertificate[] authorities, AlgorithmPolicy algorithms)
    {
        if (signer.IsCertificateAuthority)
        {
            return signer.OwnKey!.Hash;
        }

        var authority = Array.Find(authorities, authority =>
            authority.IsCertificateAuthority && algorithms.Allows(authority.Certificate.PublicKey) && authority.OwnKey is { } key && signer.IsSignedBy(key));
        return signer.IsSelfIssued && signer.Extensions.UnknownCritical is null && signer.IsValidAt(crl.ThisUpdate) && authority is not null
            ? authority.OwnKey!.Hash
            : throw new CrlException("The CRL was signed by a key that its issuer did not certify for that, or not for the time of the list.");
    }

    /// <summary>The terminal is given whole lists, so a smaller one may hide a revocation.</summary>
    private static string? FindLimit(Crl crl) => crl.Extensions switch
    {
        { IsDelta: true } => "holds only the changes to another one",
        { IsIndirect: true } => "covers certificates of other issuers",
        { IssuingDistributionPoint.OnlySomeReasons: not null } => "covers only some reasons",
        { IssuingDistributionPoint.OnlyContainsUserCertificates: true } => "covers only certificates of users",
        { IssuingDistributionPoint.OnlyContainsAuthorityCertificates: true } => "covers only certificates of authorities",
        { IssuingDistributionPoint.OnlyContainsAttributeCertificates: true } => "covers only attribute certificates",
        { IssuingDistributionPoint: not null } => "covers only certificates of one distribution point",
        _ => null,
    };

    private static bool Signed(Crl crl, PathCertificate issuer, AlgorithmPolicy algorithms) =>
        issuer.Extensions.KeyUsage is { } usages && usages.HasFlag(KeyUsages.CrlSign)
        && algorithms.Allows(issuer.Certificate.PublicKey)
        && issuer.OwnKey is { } key && crl.IsSignedBy(key);
}
