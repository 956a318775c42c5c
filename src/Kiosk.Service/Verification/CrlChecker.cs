using System.Globalization;
using System.Security.Cryptography;

namespace Kiosk.Service.Verification;

/// <summary>Checks a CRL against the certificates that may have signed it (RFC 5280, 6.3.3 f and g).</summary>
internal static class CrlChecker
{
    /// <param name="issuers">CA certificates, trust anchors included. Several may share a name: the key decides.</param>
    /// <exception cref="CrlException">None of them signed it, or the one that did may not sign CRLs.</exception>
    public static CheckedCrl Check(Crl crl, IReadOnlyList<Certificate> issuers, AlgorithmPolicy algorithms)
    {
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
