using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Kiosk.Trials.Pki;

/// <summary>The fields of a TBSCertList in order, each DER (RFC 5280, 5.1). Empty ones are omitted.</summary>
internal sealed class CrlFields
{
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0);
    private static readonly DateTimeOffset Default = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly byte[] EcdsaWithSha256 = Convert.FromHexString("300A06082A8648CE3D040302");

    public byte[] Version { get; set; } = [0x02, 0x01, 0x01];

    public byte[] Algorithm { get; set; } = EcdsaWithSha256;

    public byte[] OuterAlgorithm { get; set; } = EcdsaWithSha256;

    public required byte[] Issuer { get; set; }

    /// <summary>By default 21 November 2026, 08:00, valid for a week.</summary>
    public byte[] ThisUpdate { get; set; } = UtcTime(Default);

    public byte[] NextUpdate { get; set; } = UtcTime(Default.AddDays(7));

    public byte[] Entries { get; set; } = [];

    /// <summary>CRL number 1 by default. An empty list is encoded as such, except in version 1.</summary>
    public List<byte[]> Extensions { get; set; } = [CertificateForge.Extension("2.5.29.20", critical: false, [0x02, 0x01, 0x01])];

    /// <summary>The hash algorithm used for signing, whatever the fields state; the key's own by default.</summary>
    public HashAlgorithmName? HashAlgorithm { get; set; }

    public byte[] Sign(KeyPair authority)
    {
        var tbs = Assemble();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(tbs);
            writer.WriteEncodedValue(OuterAlgorithm);
            writer.WriteBitString(authority.SignatureGenerator.SignData(tbs, HashAlgorithm ?? authority.HashAlgorithm));
        }

        return writer.Encode();
    }

    public static byte[] UtcTime(DateTimeOffset instant)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteUtcTime(instant);
        return writer.Encode();
    }

    /// <summary>A SEQUENCE with arbitrary content.</summary>
    public static byte[] Sequence(byte[] content)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(content);
        var wrapped = writer.Encode();
        wrapped[0] = 0x30;
        return wrapped;
    }

    private byte[] Assemble()
    {
        // Assembled by hand, because the writer rejects content that is not DER.
        using var content = new MemoryStream();
        ReadOnlySpan<byte[]> inOrder = [Version, Algorithm, Issuer, ThisUpdate, NextUpdate, Entries];
        foreach (var field in inOrder)
        {
            content.Write(field);
        }

        if (Extensions.Count > 0 || Version.Length > 0)
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence(ExtensionsTag))
            using (writer.PushSequence())
            {
                Extensions.ForEach(extension => writer.WriteEncodedValue(extension));
            }

            content.Write(writer.Encode());
        }

        return Sequence(content.ToArray());
    }
}
