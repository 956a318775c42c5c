using System.Buffers.Binary;
using System.Formats.Asn1;

namespace Kiosk.Journal;

/// <summary>What the writer and the reader of CMS AuthEnvelopedData share (RFC 5083, 2.1; RFC 5084, 3.2).</summary>
internal static class AuthEnvelopedData
{
    public const string ContentType = "1.2.840.113549.1.9.16.1.23";
    public const string Data = "1.2.840.113549.1.7.1";
    public const string Aes256Gcm = "2.16.840.1.101.3.4.1.46";

    /// <summary>The authenticated attribute that binds a sealed part to its frame: a UUID under 2.25 (ITU-T X.667), value OCTET STRING: sequence, 8 bytes, ‖ hash of the previous frame.</summary>
    public const string FramePosition = "2.25.205468311273437923127286903155291740211";

    public const int ContentKeyLength = 32;
    public const int NonceLength = 12;
    public const int MacLength = 16;

    private const string RsaesOaep = "1.2.840.113549.1.1.7";
    private const string Mgf1 = "1.2.840.113549.1.1.8";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    public static readonly Asn1Tag Explicit0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    public static readonly Asn1Tag EncryptedContent = new(TagClass.ContextSpecific, 0);

    /// <summary>[1] IMPLICIT SET OF Attribute. Authenticated with the SET OF tag instead (RFC 5083, 2.2).</summary>
    public static readonly Asn1Tag AuthenticatedAttributes = new(TagClass.ContextSpecific, 1, isConstructed: true);

    private static readonly Asn1Tag Explicit1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    private static readonly byte[] Oaep = EncodeOaep();

    /// <summary>AlgorithmIdentifier of RSAES-OAEP with SHA-256 for both hash functions, DER (RFC 4055, 4.1: the defaults are SHA-1, so both must be stated).</summary>
    public static ReadOnlySpan<byte> RsaesOaepWithSha256 => Oaep;

    /// <returns>DER of the authenticated attributes as SET OF: the associated data for AES-GCM.</returns>
    public static byte[] AttributesFor(ChainLink previous)
    {
        var position = new byte[sizeof(ulong) + JournalFrame.HashLength];
        BinaryPrimitives.WriteUInt64BigEndian(position, previous.Sequence + 1);
        previous.Hash.Span.CopyTo(position.AsSpan(sizeof(ulong)));

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(FramePosition);
            using (writer.PushSetOf())
            {
                writer.WriteOctetString(position);
            }
        }

        return writer.Encode();
    }

    private static byte[] EncodeOaep()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(RsaesOaep);
            using (writer.PushSequence())
            {
                using (writer.PushSequence(Explicit0))
                {
                    WriteSha256(writer);
                }

                using (writer.PushSequence(Explicit1))
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Mgf1);
                    WriteSha256(writer);
                }
            }
        }

        return writer.Encode();
    }

    private static void WriteSha256(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Sha256);
            writer.WriteNull();
        }
    }
}
