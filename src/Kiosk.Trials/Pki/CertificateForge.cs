using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Kiosk.Trials.Pki;

/// <summary>The fields of a TBSCertificate in order, each DER (RFC 5280, 4.1), for content that no library would write.</summary>
internal sealed class TbsFields
{
    /// <summary>[0] version; empty to omit it, which means version 1.</summary>
    public ReadOnlyMemory<byte> Version { get; set; }

    public ReadOnlyMemory<byte> SerialNumber { get; set; }

    public ReadOnlyMemory<byte> Signature { get; set; }

    public ReadOnlyMemory<byte> Issuer { get; set; }

    public ReadOnlyMemory<byte> Validity { get; set; }

    public ReadOnlyMemory<byte> Subject { get; set; }

    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; set; }

    public List<ReadOnlyMemory<byte>> Extensions { get; } = [];

    /// <summary>The AlgorithmIdentifier outside the signed part; <see cref="Signature"/> by default.</summary>
    public ReadOnlyMemory<byte>? OuterSignature { get; set; }

    /// <summary>The hash algorithm used for signing, whatever the fields state; the key's own by default.</summary>
    public HashAlgorithmName? HashAlgorithm { get; set; }
}

/// <summary>Edits a certificate and signs it again, so that a forgery differs from a valid certificate in one place only.</summary>
internal static class CertificateForge
{
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3);

    public static byte[] Reissue(ReadOnlyMemory<byte> certificate, KeyPair authority, Action<TbsFields> edit)
    {
        var fields = TakeApart(certificate);
        edit(fields);
        var tbs = Assemble(fields);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(tbs);
            writer.WriteEncodedValue((fields.OuterSignature ?? fields.Signature).Span);
            writer.WriteBitString(authority.SignatureGenerator.SignData(tbs, fields.HashAlgorithm ?? authority.HashAlgorithm));
        }

        return writer.Encode();
    }

    /// <summary>Encodes an extension.</summary>
    public static byte[] Extension(string oid, bool critical, ReadOnlySpan<byte> value)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (critical)
            {
                writer.WriteBoolean(true);
            }

            writer.WriteOctetString(value);
        }

        return writer.Encode();
    }

    private static TbsFields TakeApart(ReadOnlyMemory<byte> certificate)
    {
        var tbs = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        var fields = new TbsFields
        {
            Version = tbs.ReadEncodedValue(),
            SerialNumber = tbs.ReadEncodedValue(),
            Signature = tbs.ReadEncodedValue(),
            Issuer = tbs.ReadEncodedValue(),
            Validity = tbs.ReadEncodedValue(),
            Subject = tbs.ReadEncodedValue(),
            SubjectPublicKeyInfo = tbs.ReadEncodedValue(),
        };
        var extensions = tbs.ReadSequence(ExtensionsTag).ReadSequence();
        while (extensions.HasData)
        {
            fields.Extensions.Add(extensions.ReadEncodedValue());
        }

        return fields;
    }

    private static byte[] Assemble(TbsFields fields)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            ReadOnlySpan<ReadOnlyMemory<byte>> inOrder =
            [
                fields.Version, fields.SerialNumber, fields.Signature, fields.Issuer, fields.Validity, fields.Subject, fields.SubjectPublicKeyInfo,
            ];
            foreach (var field in inOrder)
            {
                if (!field.IsEmpty)
                {
                    writer.WriteEncodedValue(field.Span);
                }
            }

            if (fields.Extensions.Count > 0)
            {
                using (writer.PushSequence(ExtensionsTag))
                using (writer.PushSequence())
                {
                    fields.Extensions.ForEach(extension => writer.WriteEncodedValue(extension.Span));
                }
            }
        }

        return writer.Encode();
    }
}
