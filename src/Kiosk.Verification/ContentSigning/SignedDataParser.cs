using System.Formats.Asn1;
using System.Security.Cryptography;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.ContentSigning;

/// <summary>Parses a detached SignedData with one signer in strict DER (RFC 5652, 5.1 to 5.3).</summary>
internal static class SignedDataParser
{
    private const int MaxLength = 16 * 1024;

    /// <summary>The versions for content other than id-data, and for a signer identified by issuer and serial number.</summary>
    private const int VersionOfSignedData = 3;
    private const int VersionOfSignerInfo = 1;

    private static readonly Asn1Tag First = new(TagClass.ContextSpecific, 0);

    /// <exception cref="ContentSigningException">The form is wrong, or an algorithm is not accepted.</exception>
    public static SignedData Parse(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaxLength)
        {
            throw Malformed($"Signed data of {der.Length} bytes is longer than {MaxLength}.");
        }

        try
        {
            return ParseContentInfo(der);
        }
        catch (AsnContentException broken)
        {
            throw Malformed(broken is DerRuleException ? $"SignedData of the CHUID's signature: {broken.Message}" : "The CHUID's signature (tag 3E) is no detached SignedData with one signer in DER (RFC 5652, 5).", broken);
        }
        catch (CertificateException refused)
        {
            throw new ContentSigningException(refused.Code, refused.Message, refused);
        }
    }

    private static SignedData ParseContentInfo(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var contentInfo = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (contentInfo.ReadObjectIdentifier() != Oids.SignedData)
        {
            throw Malformed("The content is not SignedData.");
        }

        var wrapper = contentInfo.ReadSequence(First);
        contentInfo.ThrowIfNotEmpty();
        var signedData = wrapper.ReadSequence();
        wrapper.ThrowIfNotEmpty();
        RequireVersion(signedData, VersionOfSignedData);
        var digest = ReadDigestAlgorithm(ReadOnly(signedData.ReadSetOf()));
        var contentType = ReadDetached(signedData.ReadSequence());
        var certificate = ReadOnly(signedData.ReadSetOf(First));
        var signer = new AsnReader(ReadOnly(signedData.ReadSetOf()), AsnEncodingRules.DER).ReadSequence();
        signedData.ThrowIfNotEmpty();
        return ReadSigner(signer, contentType, certificate, digest);
    }

    private static string ReadDetached(AsnReader content)
    {
        var contentType = content.ReadObjectIdentifier();
        content.ThrowIfNotEmpty();
        return contentType;
    }

    private static SignedData ReadSigner(AsnReader signer, string contentType, ReadOnlyMemory<byte> certificate, HashAlgorithmName digest)
    {
        RequireVersion(signer, VersionOfSignerInfo);
        var identifier = signer.ReadSequence();
        var issuer = identifier.ReadEncodedValue();
        var serialNumber = identifier.ReadIntegerBytes();
        identifier.ThrowIfNotEmpty();
        if (ReadDigestAlgorithm(signer.ReadEncodedValue()) != digest)
        {
            throw Malformed("The signer's digest algorithm is not the one that the data announces.");
        }

        if (!signer.PeekTag().HasSameClassAndValue(First))
        {
            throw Malformed("The signer signed no attributes.");
        }

        var attributes = ReadAttributes(signer.ReadEncodedValue());
        var algorithm = ReadSignatureAlgorithm(signer.ReadEncodedValue(), digest);
        var signature = signer.ReadOctetString();
        signer.ThrowIfNotEmpty();
        return new SignedData
        {
            ContentType = contentType,
            SignerCertificate = certificate,
            SignerIssuer = issuer,
            SignerSerialNumber = serialNumber.TrimStart((byte)0),
            Attributes = attributes,
            SignatureAlgorithm = algorithm,
            Signature = signature,
        };
    }

    private static SignedAttributes ReadAttributes(ReadOnlyMemory<byte> tagged)
    {
        // The signature covers the SET OF tag, not [0] (RFC 5652, 5.4).
        var encoded = tagged.ToArray();
        encoded[0] = 0x31;
        var set = new AsnReader(encoded, AsnEncodingRules.DER).ReadSetOf();
        var values = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var type = attribute.ReadObjectIdentifier();
            var value = type is Oids.ContentType or Oids.MessageDigest or Oids.PivSignerDn ? ReadOnly(attribute.ReadSetOf()) : attribute.ReadEncodedValue();
            attribute.ThrowIfNotEmpty();
            if (!values.TryAdd(type, value))
            {
                throw Malformed($"The signed attribute {type} stands twice.");
            }
        }

        return new SignedAttributes(
            encoded,
            new AsnReader(Take(values, Oids.ContentType), AsnEncodingRules.DER).ReadObjectIdentifier(),
            new AsnReader(Take(values, Oids.MessageDigest), AsnEncodingRules.DER).ReadOctetString(),
            values.TryGetValue(Oids.PivSignerDn, out var name) ? name : default(ReadOnlyMemory<byte>?));
    }

    private static ReadOnlyMemory<byte> Take(Dictionary<string, ReadOnlyMemory<byte>> values, string type) =>
        values.TryGetValue(type, out var value) ? value : throw Malformed($"The signed attribute {type} is missing.");

    /// <summary>SHA-2 with absent parameters, or NULL as older software writes (RFC 5754, 2).</summary>
    private static HashAlgorithmName ReadDigestAlgorithm(ReadOnlyMemory<byte> algorithmIdentifier)
    {
        var sequence = new AsnReader(algorithmIdentifier, AsnEncodingRules.DER).ReadSequence();
        var algorithm = sequence.ReadObjectIdentifier() switch
        {
            Oids.Sha256 => HashAlgorithmName.SHA256,
            Oids.Sha384 => HashAlgorithmName.SHA384,
            Oids.Sha512 => HashAlgorithmName.SHA512,
            var other => throw new ContentSigningException(ReasonCode.CertWeakSignature, $"The digest algorithm {other} is not accepted."),
        };
        if (sequence.HasData)
        {
            sequence.ReadNull();
        }

        sequence.ThrowIfNotEmpty();
        return algorithm;
    }

    /// <summary>An RSA signature may be identified as rsaEncryption, with NULL or, from some software, no parameters; the digest algorithm then completes it (RFC 5754, 3.2).</summary>
    private static SignatureAlgorithm ReadSignatureAlgorithm(ReadOnlyMemory<byte> algorithmIdentifier, HashAlgorithmName digest)
    {
        var sequence = new AsnReader(algorithmIdentifier, AsnEncodingRules.DER).ReadSequence();
        if (sequence.ReadObjectIdentifier() != Oids.RsaEncryption)
        {
            var algorithm = SignatureAlgorithms.Read(algorithmIdentifier, X509Reading.Strict);
            return algorithm.HashAlgorithm() == digest ? algorithm : throw Malformed("The signature is over another digest than the one announced.");
        }

        if (sequence.HasData)
        {
            sequence.ReadNull();
        }

        sequence.ThrowIfNotEmpty();
        return digest.Name switch
        {
            nameof(HashAlgorithmName.SHA256) => SignatureAlgorithm.RsaSha256,
            nameof(HashAlgorithmName.SHA384) => SignatureAlgorithm.RsaSha384,
            _ => SignatureAlgorithm.RsaSha512,
        };
    }

    private static void RequireVersion(AsnReader reader, int expected)
    {
        if (!reader.TryReadInt32(out var version) || version != expected)
        {
            throw Malformed($"The version is not {expected}.");
        }
    }

    /// <summary>The one element of a set.</summary>
    private static ReadOnlyMemory<byte> ReadOnly(AsnReader set)
    {
        var element = set.ReadEncodedValue();
        set.ThrowIfNotEmpty();
        return element;
    }

    private static ContentSigningException Malformed(string message, Exception? inner = null) => new(ReasonCode.BindingChuidSignature, message, inner);
}
