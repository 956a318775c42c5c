using System.Globalization;
using System.Security.Cryptography;

namespace Kiosk.Service.Verification;

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

        if (!algorithms.Allows(crl.SignatureAlgorithm))
        {
            throw new CrlException($"CRLs signed with {crl.SignatureAlgorithm} are not accepted.");
        }

        var signer = issuers.FirstOrDefault(issuer => Signed(crl, issuer, algorithms))
            ?? throw new CrlException($"The CRL of {crl.ThisUpdate:O} was signed by none of the {issuers.Count} known authorities, or by a key that may not sign CRLs.");
        var facts = new CrlFacts(
            SHA256.HashData(signer.PublicKey.Encoded.Span),
            crl.ThisUpdate,
            crl.NextUpdate,
            crl.CrlNumber?.ToString(CultureInfo.InvariantCulture),
            crl.EntryCount);
        return new CheckedCrl(facts, crl);
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

    private static bool Signed(Crl crl, Certificate issuer, AlgorithmPolicy algorithms)
    {
        if (!issuer.Subject.Span.SequenceEqual(crl.Issuer.Span)
            || issuer.Extensions.KeyUsage is not { } usages || !usages.HasFlag(KeyUsages.CrlSign)
            || !algorithms.Allows(issuer.PublicKey))
        {
            return false;
        }

        return PublicKey.Import(issuer.PublicKey).VerifySignature(crl.TbsCertList.Span, crl.Signature.Span, crl.SignatureAlgorithm);
    }
}
