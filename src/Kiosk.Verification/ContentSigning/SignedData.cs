using Kiosk.Verification.Certificates;

namespace Kiosk.Verification.ContentSigning;

/// <summary>
/// A parsed CMS SignedData (RFC 5652, 5) in the profile of NIST SP 800-73-4 part 1, 3.1.2 for card data: detached, one certificate, one signer, identified by
/// issuer and serial number. Not yet trusted.
/// </summary>
/// <remarks>
/// <c>SignedCms</c> is not used because it accepts indefinite lengths, unsorted sets, several signers, embedded content, signers identified by key and unsigned
/// attributes, and does not expose the signed bytes. A test compares both on each of these.
/// </remarks>
internal sealed record SignedData
{
    /// <summary>eContentType.</summary>
    public required string ContentType { get; init; }

    /// <summary>The certificate identified by the SignerInfo, DER.</summary>
    public required ReadOnlyMemory<byte> SignerCertificate { get; init; }

    /// <summary>The Name of the signer's issuer, DER.</summary>
    public required ReadOnlyMemory<byte> SignerIssuer { get; init; }

    /// <summary>Big-endian, without leading zeros.</summary>
    public required ReadOnlyMemory<byte> SignerSerialNumber { get; init; }

    public required SignedAttributes Attributes { get; init; }

    public required SignatureAlgorithm SignatureAlgorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Parses strict DER.</summary>
    /// <exception cref="ContentSigningException">Not in the profile's form, or an algorithm is not accepted.</exception>
    public static SignedData Parse(ReadOnlyMemory<byte> der) => SignedDataParser.Parse(der);
}

/// <summary>The signed attributes (RFC 5652, 11; FIPS 201-3, 4.2.1).</summary>
/// <param name="Encoded">The SET OF, DER: the signed bytes.</param>
/// <param name="ContentType">Must equal the SignedData's.</param>
/// <param name="SignerName">pivSigner-DN, a Name in DER; null if it is absent.</param>
internal sealed record SignedAttributes(
    ReadOnlyMemory<byte> Encoded,
    string ContentType,
    ReadOnlyMemory<byte> MessageDigest,
    ReadOnlyMemory<byte>? SignerName);
