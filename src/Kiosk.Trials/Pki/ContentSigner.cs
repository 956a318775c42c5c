using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards.Piv;
using Kiosk.Verification.Der;

namespace Kiosk.Trials.Pki;

/// <summary>Signs card content (FIPS 201-3, 4.2.1), for demonstrations and tests. Created by <see cref="CertificateAuthority.CreateContentSigner"/>.</summary>
internal sealed class ContentSigner(KeyPair key, ReadOnlyMemory<byte> serialNumber, ReadOnlyMemory<byte> certificate)
{
    private static readonly Oid ChuidSecurityObject = new(Oids.PivChuidSecurityObject);

    public KeyPair Key => key;

    /// <summary>Serial number of its certificate; big-endian magnitude.</summary>
    public ReadOnlyMemory<byte> SerialNumber => serialNumber;

    /// <summary>DER.</summary>
    public ReadOnlyMemory<byte> Certificate => certificate;

    /// <summary>Issues a CHUID: the value inside tag 53.</summary>
    /// <param name="fascN">25 bytes.</param>
    /// <param name="signsErrorDetectionCode">Whether the signature also covers FE 00.</param>
    public byte[] IssueChuid(ReadOnlyMemory<byte> fascN, Guid cardUuid, DateOnly expirationDate, bool signsErrorDetectionCode = false)
    {
        var content = Chuid.EncodeSignedContent(fascN.Span, cardUuid, expirationDate);
        var chuid = new Chuid(fascN, cardUuid, expirationDate, content, ReadOnlyMemory<byte>.Empty);
        byte[] signed = signsErrorDetectionCode ? [.. content, .. chuid.ErrorDetectionCode.Span] : content;
        return (chuid with { IssuerSignature = Sign(signed) }).Encode();
    }

    /// <summary>A detached CMS SignedData over the content of a CHUID, DER (NIST SP 800-73-4 part 1, 3.1.2).</summary>
    public byte[] Sign(byte[] content)
    {
        using var bare = X509CertificateLoader.LoadCertificate(certificate.Span);
        using var withKey = key.AttachTo(bare);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, withKey)
        {
            DigestAlgorithm = key.HashAlgorithm == HashAlgorithmName.SHA384 ? new Oid(Oids.Sha384) : new Oid(Oids.Sha256),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new AsnEncodedData(Oids.PivSignerDn, bare.SubjectName.RawData));
        var signedData = new SignedCms(new ContentInfo(ChuidSecurityObject, content), detached: true);
        signedData.ComputeSignature(signer, silent: true);
        return signedData.Encode();
    }

    /// <summary>The extensions of a content signer's certificate; the authority adds its key identifier.</summary>
    public static IReadOnlyList<System.Security.Cryptography.X509Certificates.X509Extension> StandardExtensions =>
    [
        CardExtensions.KeyUsage(X509KeyUsageFlags.DigitalSignature),
        CardExtensions.ExtendedKeyUsage([Oids.PivContentSigning]),
        CardExtensions.Policies([Oids.CommonContentSigningPolicy]),
    ];
}
