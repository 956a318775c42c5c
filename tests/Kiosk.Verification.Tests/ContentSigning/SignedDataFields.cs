using System.Formats.Asn1;
using System.Security.Cryptography;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;

namespace Kiosk.Verification.Tests.ContentSigning;

/// <summary>The fields of a SignedData and its signer in order, each DER (RFC 5652, 5), for content that no library would write. Empty fields are omitted.</summary>
internal sealed class SignedDataFields
{
    private static readonly byte[] EcdsaWithSha256 = Convert.FromHexString("300A06082A8648CE3D040302");

    private SignedDataFields()
    {
    }

    public byte[] OuterType { get; set; } = ObjectIdentifier(Oids.SignedData);

    public byte[] Version { get; set; } = [0x02, 0x01, 0x03];

    /// <summary>The elements of digestAlgorithms.</summary>
    public List<byte[]> DigestAlgorithms { get; } = [DigestAlgorithm(Oids.Sha256)];

    public byte[] ContentType { get; set; } = ObjectIdentifier(Oids.PivChuidSecurityObject);

    /// <summary>The octets of eContent; null for detached.</summary>
    public byte[]? Content { get; set; }

    /// <summary>The elements of certificates.</summary>
    public List<byte[]> Certificates { get; } = [];

    /// <summary>The content of crls [1].</summary>
    public byte[] Crls { get; set; } = [];

    public byte[] SignerVersion { get; set; } = [0x02, 0x01, 0x01];

    public byte[] SignerIdentifier { get; set; } = [];

    public byte[] SignerDigestAlgorithm { get; set; } = DigestAlgorithm(Oids.Sha256);

    /// <summary>Type and values, each DER. Encoded in sorted order, as DER requires, unless <see cref="IsSorted"/> is false.</summary>
    public List<(string Type, byte[][] Values)> Attributes { get; } = [];

    public bool IsSorted { get; set; } = true;

    public byte[] SignatureAlgorithm { get; set; } = EcdsaWithSha256;

    public byte[] UnsignedAttributes { get; set; } = [];

    /// <summary>Number of times the signer occurs.</summary>
    public int Signers { get; set; } = 1;

    /// <summary>What a content signer would sign; edit it before <see cref="Sign"/>.</summary>
    public static SignedDataFields Of(ContentSigner signer, ReadOnlySpan<byte> content)
    {
        var certificate = Certificate.Parse(signer.Certificate);
        var identifier = new AsnWriter(AsnEncodingRules.DER);
        using (identifier.PushSequence())
        {
            identifier.WriteEncodedValue(certificate.Issuer.Span);
            identifier.WriteIntegerUnsigned(certificate.SerialNumber.Span);
        }

        return new SignedDataFields
        {
            Certificates = { signer.Certificate.ToArray() },
            SignerIdentifier = identifier.Encode(),
            Attributes =
            {
                (Oids.ContentType, [ObjectIdentifier(Oids.PivChuidSecurityObject)]),
                (Oids.MessageDigest, [OctetString(SHA256.HashData(content))]),
                (Oids.PivSignerDn, [certificate.Subject.ToArray()]),
            },
        };
    }

    public byte[] Sign(KeyPair key)
    {
        var attributes = Concat([.. Ordered(Attributes.Select(attribute => Attribute(attribute.Type, attribute.Values)))]);
        var signature = key.SignatureGenerator.SignData(Tagged(0x31, attributes), key.HashAlgorithm);
        var signer = Tagged(0x30, Concat(
            SignerVersion,
            SignerIdentifier,
            SignerDigestAlgorithm,
            Attributes.Count == 0 ? [] : Tagged(0xA0, attributes),
            SignatureAlgorithm,
            OctetString(signature),
            UnsignedAttributes));
        var signedData = Tagged(0x30, Concat(
            Version,
            Tagged(0x31, Concat([.. Ordered(DigestAlgorithms)])),
            Tagged(0x30, Concat(ContentType, Content is null ? [] : Tagged(0xA0, OctetString(Content)))),
            Certificates.Count == 0 ? [] : Tagged(0xA0, Concat([.. Ordered(Certificates)])),
            Crls,
            Tagged(0x31, Concat([.. Enumerable.Repeat(signer, Signers)]))));
        return Tagged(0x30, Concat(OuterType, Tagged(0xA0, signedData)));
    }

    public static byte[] DigestAlgorithm(string oid) => Tagged(0x30, ObjectIdentifier(oid));

    public static byte[] ObjectIdentifier(string oid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }

    public static byte[] OctetString(ReadOnlySpan<byte> value)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(value);
        return writer.Encode();
    }

    /// <summary>Arbitrary content under a one-byte tag with the shortest length.</summary>
    public static byte[] Tagged(byte tag, byte[] content)
    {
        var wrapped = OctetString(content);
        wrapped[0] = tag;
        return wrapped;
    }

    private static byte[] Attribute(string type, byte[][] values) => Tagged(0x30, Concat(ObjectIdentifier(type), Tagged(0x31, Concat(values))));

    private IEnumerable<byte[]> Ordered(IEnumerable<byte[]> elements) =>
        IsSorted ? elements.Order(Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other))) : elements.Reverse();

    private static byte[] Concat(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
