using System.Formats.Asn1;
using Kiosk.Service.Reasons;

namespace Kiosk.Service.Verification;

/// <summary>Reads a Certificate in strict DER (RFC 5280, 4.1).</summary>
internal static class CertificateParser
{
    public const int GreatestLength = 16 * 1024;
    private const int GreatestSerialNumber = 20;
    private const int Version3 = 2;

    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag IssuerUniqueIdTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag SubjectUniqueIdTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3);

    /// <exception cref="CertificateException">Not a certificate, or one whose key or signature algorithm is not accepted.</exception>
    public static Certificate Parse(ReadOnlyMemory<byte> der)
    {
        if (der.Length > GreatestLength)
        {
            throw Malformed($"A certificate of {der.Length} bytes is longer than {GreatestLength}.");
        }

        try
        {
            return ParseCertificate(der);
        }
        catch (AsnContentException broken)
        {
            throw Malformed("The certificate is not valid DER.", broken);
        }
    }

    private static Certificate ParseCertificate(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var certificate = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var tbsCertificate = certificate.ReadEncodedValue();
        var signatureAlgorithm = certificate.ReadEncodedValue();
        var signature = certificate.ReadBitString(out var unusedBits);
        certificate.ThrowIfNotEmpty();
        if (unusedBits != 0)
        {
            throw Malformed("A signature is a whole number of bytes.");
        }

        var tbsOuter = new AsnReader(tbsCertificate, AsnEncodingRules.DER);
        var tbs = tbsOuter.ReadSequence();
        tbsOuter.ThrowIfNotEmpty();
        ReadVersion(tbs);
        var serialNumber = ReadSerialNumber(tbs);
        if (!tbs.ReadEncodedValue().Span.SequenceEqual(signatureAlgorithm.Span))
        {
            throw new CertificateException(ReasonCode.CertSignature, "The signed and the outer signature algorithm differ (RFC 5280, 4.1.1.2).");
        }

        var issuer = ReadName(tbs);
        var validity = tbs.ReadSequence();
        var notBefore = X509Time.Read(validity);
        var notAfter = X509Time.Read(validity);
        validity.ThrowIfNotEmpty();
        return new Certificate
        {
            Encoded = der,
            TbsCertificate = tbsCertificate,
            SignatureAlgorithm = SignatureAlgorithms.Read(signatureAlgorithm),
            Signature = signature,
            SerialNumber = serialNumber,
            Issuer = issuer,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Subject = ReadName(tbs),
            PublicKey = SubjectPublicKeyParser.Parse(tbs.ReadEncodedValue()),
            Extensions = ReadExtensions(tbs),
        };
    }

    private static void ReadVersion(AsnReader tbs)
    {
        if (!tbs.HasData || tbs.PeekTag() is not { TagClass: TagClass.ContextSpecific, TagValue: 0 })
        {
            throw Malformed("Only version 3 certificates are accepted.");
        }

        var version = tbs.ReadSequence(VersionTag);
        if (!version.TryReadInt32(out var number) || number != Version3)
        {
            throw Malformed("Only version 3 certificates are accepted.");
        }

        version.ThrowIfNotEmpty();
    }

    private static ReadOnlyMemory<byte> ReadSerialNumber(AsnReader tbs)
    {
        var serialNumber = tbs.ReadIntegerBytes();
        if ((serialNumber.Span[0] & 0x80) != 0)
        {
            throw Malformed("A serial number is not negative (RFC 5280, 4.1.2.2).");
        }

        var magnitude = serialNumber.TrimStart((byte)0);
        return magnitude.Length is > 0 and <= GreatestSerialNumber
            ? magnitude
            : throw Malformed($"A serial number is positive and has at most {GreatestSerialNumber} bytes (RFC 5280, 4.1.2.2).");
    }

    private static ReadOnlyMemory<byte> ReadName(AsnReader tbs)
    {
        if (tbs.PeekTag() is not { TagClass: TagClass.Universal, TagValue: (int)UniversalTagNumber.Sequence })
        {
            throw Malformed("A name is a sequence.");
        }

        return tbs.ReadEncodedValue();
    }

    private static CertificateExtensions ReadExtensions(AsnReader tbs)
    {
        foreach (var unused in (ReadOnlySpan<Asn1Tag>)[IssuerUniqueIdTag, SubjectUniqueIdTag])
        {
            if (tbs.HasData && tbs.PeekTag().HasSameClassAndValue(unused))
            {
                tbs.ReadBitString(out _, unused);
            }
        }

        if (!tbs.HasData)
        {
            return new CertificateExtensions();
        }

        var wrapper = tbs.ReadSequence(ExtensionsTag);
        tbs.ThrowIfNotEmpty();
        var extensions = wrapper.ReadSequence();
        wrapper.ThrowIfNotEmpty();
        return CertificateExtensionsParser.Parse(extensions);
    }

    private static CertificateException Malformed(string message, Exception? inner = null) => new(ReasonCode.CertMalformed, message, inner);
}
