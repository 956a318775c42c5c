using Kiosk.Verification.Certificates;

namespace Kiosk.Verification.ContentSigning;

/// <summary>
/// A CMS SignedData (RFC 5652, 5) as NIST SP 800-73-4 part 1, 3.1.2 profiles it for data on a card: detached, one certificate, one signer, named by issuer and
/// serial number. As parsed; nothing in it is trusted yet.
/// </summary>
/// <remarks>
/// Ours and not <c>SignedCms</c>, which takes indefinite lengths, unsorted sets, several signers, content that stands inside, signers named by key identifier and unsigned
/// attributes, and does not hand out the bytes that were signed. A test holds each of these against both.
/// </remarks>
internal sealed record SignedData
{
    /// <summary>eContentType.</summary>
    public required string ContentType { get; init; }

    /// <summary>The signer's certificate, DER; it is the one that the signer is named by.</summary>
    public required ReadOnlyMemory<byte> SignerCertificate { get; init; }

    /// <summary>The signer's issuer, a Name, DER.</summary>
    public required ReadOnlyMemory<byte> SignerIssuer { get; init; }

    /// <summary>Big-endian, without leading zeros.</summary>
    public required ReadOnlyMemory<byte> SignerSerialNumber { get; init; }

    public required SignedAttributes Attributes { get; init; }

    public required SignatureAlgorithm SignatureAlgorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Parses strict DER.</summary>
    /// <exception cref="ContentSigningException">Another form than the profile's, or an algorithm that is not accepted.</exception>
    public static SignedData Parse(ReadOnlyMemory<byte> der) => SignedDataParser.Parse(der);
}

/// <summary>The attributes under a signature (RFC 5652, 11; FIPS 201-3, 4.2.1).</summary>
/// <param name="Encoded">The SET OF, DER: what the signature is over.</param>
/// <param name="ContentType">Must equal the SignedData's.</param>
/// <param name="SignerName">pivSigner-DN, a Name in DER; null where it is absent.</param>
internal sealed record SignedAttributes(
    ReadOnlyMemory<byte> Encoded,
    string ContentType,
    ReadOnlyMemory<byte> MessageDigest,
    ReadOnlyMemory<byte>? SignerName);
