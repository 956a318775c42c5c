using System.Formats.Asn1;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification;

/// <summary>Reads a Certificate in strict DER (RFC 5280, 4.1).</summary>
internal static class CertificateParser
{
    public const int GreatestLength = 16 * 1024;

    /// <summary>Read tolerantly: what no authority issues and a hostile suite may.</summary>
    public const int GreatestTolerantLength = 4 * 1024 * 1024;

    private const int Version2 = 1;
    private const int Version3 = 2;

    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag IssuerUniqueIdTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag SubjectUniqueIdTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3);

    /// <exception cref="CertificateException">Not a certificate, or one whose key or signature algorithm is not accepted.</exception>
    public static Certificate Parse(ReadOnlyMemory<byte> der, X509Reading reading)
    {
        var greatestLength = reading == X509Reading.Strict ? GreatestLength : GreatestTolerantLength;
        if (der.Length > greatestLength)
        {
            throw Malformed($"A certificate of {der.Length} bytes is longer than {greatestLength}.");
        }

        try
        {
            return ParseCertificate(der, reading);
        }
        catch (AsnContentException broken)
        {
            throw Malformed("The certificate is not valid DER.", broken);
        }
    }

    private static Certificate ParseCertificate(ReadOnlyMemory<byte> der, X509Reading reading)
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
        var version = ReadVersion(tbs, reading);
        var serialNumber = ReadSerialNumber(tbs, reading);
        if (!tbs.ReadEncodedValue().Span.SequenceEqual(signatureAlgorithm.Span))
        {
            throw new CertificateException(ReasonCode.CertSignature, "The signed and the outer signature algorithm differ (RFC 5280, 4.1.1.2).");
        }

        var issuer = ReadName(tbs);
        var validity = tbs.ReadSequence();
        var notBefore = X509Time.Read(validity, reading);
        var notAfter = X509Time.Read(validity, reading);
        validity.ThrowIfNotEmpty();
        return new Certificate
        {
            Encoded = der,
            TbsCertificate = tbsCertificate,
            Version = version + 1,
            SignatureAlgorithm = SignatureAlgorithms.Read(signatureAlgorithm, reading),
            Signature = signature,
            SerialNumber = serialNumber,
            Issuer = issuer,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Subject = ReadName(tbs),
            PublicKey = SubjectPublicKeyParser.Parse(tbs.ReadEncodedValue(), reading),
            Extensions = ReadExtensions(tbs, version),
        };
    }

    /// <summary>Version 1 is written by leaving it out.</summary>
    private static int ReadVersion(AsnReader tbs, X509Reading reading)
    {
        var number = 0;
        if (tbs.HasData && tbs.PeekTag().HasSameClassAndValue(VersionTag))
        {
            var version = tbs.ReadSequence(VersionTag);
            if (!version.TryReadInt32(out number) || number is not (Version2 or Version3))
            {
                throw Malformed("The certificate is of an unknown version.");
            }

            version.ThrowIfNotEmpty();
        }

        return number == Version3 || reading == X509Reading.Tolerant ? number : throw Malformed("Only version 3 certificates are accepted.");
    }

    private static ReadOnlyMemory<byte> ReadSerialNumber(AsnReader tbs, X509Reading reading)
    {
        var serialNumber = SerialNumber.Trim(tbs.ReadIntegerBytes().Span, reading, out var isTaken);
        return isTaken && !serialNumber.IsEmpty
            ? serialNumber.ToArray()
            : throw Malformed("A serial number is positive and has at most 20 bytes (RFC 5280, 4.1.2.2).");
    }

    private static ReadOnlyMemory<byte> ReadName(AsnReader tbs)
    {
        if (tbs.PeekTag() is not { TagClass: TagClass.Universal, TagValue: (int)UniversalTagNumber.Sequence })
        {
            throw Malformed("A name is a sequence.");
        }

        return tbs.ReadEncodedValue();
    }

    private static CertificateExtensions ReadExtensions(AsnReader tbs, int version)
    {
        foreach (var unused in (ReadOnlySpan<Asn1Tag>)[IssuerUniqueIdTag, SubjectUniqueIdTag])
        {
            if (tbs.HasData && tbs.PeekTag().HasSameClassAndValue(unused))
            {
                tbs.ReadBitString(out _, unused);
            }
        }

        if (!tbs.HasData || version != Version3)
        {
            tbs.ThrowIfNotEmpty();
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
