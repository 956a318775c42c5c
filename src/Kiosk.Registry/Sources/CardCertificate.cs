using System.Formats.Asn1;

namespace Kiosk.Registry.Sources;

/// <summary>What a member's record is sealed to.</summary>
/// <param name="Uuid">16 bytes in network order, from the certificate's only <c>urn:uuid:</c> name (RFC 4122).</param>
/// <param name="SubjectPublicKeyInfo">DER.</param>
internal readonly record struct CardCertificate(byte[] Uuid, ReadOnlyMemory<byte> SubjectPublicKeyInfo)
{
    public const int MaxLength = 8 * 1024;

    private const string SubjectAlternativeName = "2.5.29.17";
    private const string UuidPrefix = "urn:uuid:";

    private static readonly Asn1Tag Version = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 3, isConstructed: true);
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <param name="der">RFC 5280, 4.1. Only what sealing needs is looked at: terminals judge the rest.</param>
    /// <exception cref="FormatException">Not a certificate with exactly one card UUID.</exception>
    public static CardCertificate Parse(ReadOnlyMemory<byte> der)
    {
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            var body = outer.ReadSequence().ReadSequence();
            outer.ThrowIfNotEmpty();
            if (body.PeekTag() == Version)
            {
                body.ReadEncodedValue();
            }

            // Serial number, signature, issuer, validity, subject.
            for (var field = 0; field < 5; field++)
            {
                body.ReadEncodedValue();
            }

            var key = body.ReadEncodedValue();
            return new(FindUuid(body), key);
        }
        catch (AsnContentException e)
        {
            throw new FormatException("this is not the DER of an X.509 certificate (RFC 5280, 4.1).", e);
        }
    }

    private static byte[] FindUuid(AsnReader body)
    {
        byte[]? uuid = null;
        while (body.HasData)
        {
            if (body.PeekTag() != Extensions)
            {
                body.ReadEncodedValue();
                continue;
            }

            var extensions = body.ReadSequence(Extensions).ReadSequence();
            while (extensions.HasData)
            {
                var extension = extensions.ReadSequence();
                if (extension.ReadObjectIdentifier() == SubjectAlternativeName)
                {
                    uuid = FindUuid(extension, uuid);
                }
            }
        }

        return uuid ?? throw new FormatException("the certificate names no card: its subject alternative name has no urn:uuid.");
    }

    private static byte[]? FindUuid(AsnReader extension, byte[]? found)
    {
        if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
        {
            extension.ReadBoolean();
        }

        var names = new AsnReader(extension.ReadOctetString(), AsnEncodingRules.DER).ReadSequence();
        while (names.HasData)
        {
            if (!names.PeekTag().HasSameClassAndValue(Uri))
            {
                names.ReadEncodedValue();
                continue;
            }

            var uri = names.ReadCharacterString(UniversalTagNumber.IA5String, Uri);
            if (!uri.StartsWith(UuidPrefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (found is not null || !Guid.TryParseExact(uri.AsSpan(UuidPrefix.Length), "D", out var uuid))
            {
                throw new FormatException("the certificate has two card UUIDs, or one that is no UUID.");
            }

            found = uuid.ToByteArray(bigEndian: true);
        }

        return found;
    }
}
