using System.Formats.Asn1;
using Kiosk.Verification.Der;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Certificates;

/// <summary>Parses a Certificate in strict DER (RFC 5280, 4.1).</summary>
internal static class CertificateParser
{
    public const int MaxLength = 16 * 1024;

    /// <summary>Limit for tolerant reading: test suites exceed what any CA issues.</summary>
    public const int MaxTolerantLength = 4 * 1024 * 1024;

    private const int Version2 = 1;
    private const int Version3 = 2;

    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag IssuerUniqueIdTag = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag SubjectUniqueIdTag = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3);

    /// <exception cref="CertificateException">Not a certificate, or its key or signature algorithm is not accepted.</exception>
    public static Certificate Parse(ReadOnlyMemory<byte> der, X509Reading reading)
    {
        var maxLength = reading == X509Reading.Strict ? MaxLength : MaxTolerantLength;
        if (der.Length > maxLength)
        {
            throw Malformed($"A certificate of {der.Length} bytes is longer than the {maxLength} that are read here.");
        }

        var place = new ReadingPlace("certificate");
        try
        {
            return ParseCertificate(der, reading, place);
        }
        catch (AsnContentException broken)
        {
            throw Malformed(place.Describe(broken), broken);
        }
    }

    private static Certificate ParseCertificate(ReadOnlyMemory<byte> der, X509Reading reading, ReadingPlace place)
    {
        var certificate = DerFrame.Open(der, place.Document);
        place.Enter("tbsCertificate, signatureAlgorithm or signatureValue", "4.1");
        var tbsCertificate = certificate.ReadEncodedValue();
        var signatureAlgorithm = certificate.ReadEncodedValue();
        var signature = certificate.ReadBitString(out var unusedBits);
        certificate.ThrowIfNotEmpty();
        if (unusedBits != 0)
        {
            throw Malformed("The certificate's signatureValue is not a whole number of bytes (RFC 5280, 4.1.1.3).");
        }

        var tbsOuter = new AsnReader(tbsCertificate, AsnEncodingRules.DER);
        var tbs = tbsOuter.ReadSequence();
        tbsOuter.ThrowIfNotEmpty();
        place.Enter("version", "4.1.2.1");
        var version = ReadVersion(tbs, reading);
        place.Enter("serialNumber", "4.1.2.2");
        var serialNumber = ReadSerialNumber(tbs, reading);
        place.Enter("signature", "4.1.2.3");
        if (!tbs.ReadEncodedValue().Span.SequenceEqual(signatureAlgorithm.Span))
        {
            throw new CertificateException(ReasonCode.CertSignature, "The signed and the outer signature algorithm of the certificate differ (RFC 5280, 4.1.1.2).");
        }

        var algorithm = SignatureAlgorithms.Read(signatureAlgorithm, reading);
        place.Enter("issuer", "4.1.2.4");
        var issuer = ReadName(tbs);
        place.Enter("validity", "4.1.2.5");
        var validity = tbs.ReadSequence();
        place.Enter("notBefore", "4.1.2.5");
        var notBefore = X509Time.Read(validity, reading);
        place.Enter("notAfter", "4.1.2.5");
        var notAfter = X509Time.Read(validity, reading);
        validity.ThrowIfNotEmpty();
        place.Enter("subject", "4.1.2.6");
        var subject = ReadName(tbs);
        place.Enter("subjectPublicKeyInfo", "4.1.2.7");
        var publicKey = SubjectPublicKeyParser.Parse(tbs.ReadEncodedValue(), reading);
        place.Enter("what follows subjectPublicKeyInfo", "4.1");
        return new Certificate
        {
            Encoded = der,
            TbsCertificate = tbsCertificate,
            Version = version + 1,
            SignatureAlgorithm = algorithm,
            Signature = signature,
            SerialNumber = serialNumber,
            Issuer = issuer,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Subject = subject,
            PublicKey = publicKey,
            Extensions = ReadExtensions(tbs, version, place),
        };
    }

    /// <summary>Version 1 is encoded by omission.</summary>
    private static int ReadVersion(AsnReader tbs, X509Reading reading)
    {
        var number = 0;
        if (tbs.HasData && tbs.PeekTag().HasSameClassAndValue(VersionTag))
        {
            var version = tbs.ReadSequence(VersionTag);
            if (!version.TryReadInt32(out number) || number is not (Version2 or Version3))
            {
                throw Malformed("The certificate's version is none of 1 to 3, or 1 is written out, which DER leaves to the default (RFC 5280, 4.1.2.1).");
            }

            version.ThrowIfNotEmpty();
        }

        return number == Version3 || reading == X509Reading.Tolerant ? number : throw Malformed($"The certificate is of version {number + 1}, and only version 3 is taken here (RFC 5280, 4.1.2.1).");
    }

    private static ReadOnlyMemory<byte> ReadSerialNumber(AsnReader tbs, X509Reading reading)
    {
        var serialNumber = SerialNumber.Trim(tbs.ReadIntegerBytes().Span, reading, out var isTaken);
        return isTaken && !serialNumber.IsEmpty
            ? serialNumber.ToArray()
            : throw Malformed("The certificate's serial number is not positive, or has more than 20 bytes (RFC 5280, 4.1.2.2).");
    }

    private static ReadOnlyMemory<byte> ReadName(AsnReader tbs)
    {
        if (tbs.PeekTag() is not { TagClass: TagClass.Universal, TagValue: (int)UniversalTagNumber.Sequence })
        {
            throw new DerRuleException("A Name is a SEQUENCE (RFC 5280, 4.1.2.4).");
        }

        return tbs.ReadEncodedValue();
    }

    private static CertificateExtensions ReadExtensions(AsnReader tbs, int version, ReadingPlace place)
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

        place.Enter("extensions", "4.1.2.9");
        var wrapper = tbs.ReadSequence(ExtensionsTag);
        tbs.ThrowIfNotEmpty();
        var extensions = wrapper.ReadSequence();
        wrapper.ThrowIfNotEmpty();
        return CertificateExtensionsParser.Parse(extensions, place);
    }

    private static CertificateException Malformed(string message, Exception? inner = null) => new(ReasonCode.CertMalformed, message, inner);
}
