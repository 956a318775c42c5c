using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Journal;

/// <summary>Opens messages written by <see cref="AuthEnvelopedDataWriter"/>, and no others: one recipient, RSAES-OAEP, AES-256-GCM, authenticated attributes, DER.</summary>
internal static class AuthEnvelopedDataReader
{
    /// <param name="recipient">The certificate with its private RSA key.</param>
    /// <param name="attributes">The authenticated attributes the message must carry: DER of the SET OF.</param>
    /// <returns>The content.</returns>
    /// <exception cref="CryptographicException">The bytes are not such a message, are for another recipient, were modified, or carry other attributes.</exception>
    public static byte[] Open(ReadOnlyMemory<byte> message, X509Certificate2 recipient, ReadOnlySpan<byte> attributes)
    {
        using var key = recipient.GetRSAPrivateKey() ?? throw new CryptographicException("The registry's certificate comes without its private RSA key.");
        try
        {
            var parts = Parse(message);
            if (!parts.Issuer.Span.SequenceEqual(recipient.IssuerName.RawData) || !parts.SerialNumber.Span.SequenceEqual(recipient.SerialNumberBytes.Span))
            {
                throw new CryptographicException("The sealed part is for another certificate of the registry.");
            }

            if (!parts.Attributes.Span.SequenceEqual(attributes))
            {
                throw new CryptographicException("The sealed part belongs to another record of the journal, or to another journal.");
            }

            return Decrypt(parts, key);
        }
        catch (AsnContentException malformed)
        {
            throw new CryptographicException("The sealed part is not CMS AuthEnvelopedData (RFC 5083).", malformed);
        }
    }

    /// <summary>Whether the bytes are such a message with these attributes, for whatever recipient.</summary>
    public static bool IsShaped(ReadOnlyMemory<byte> message, ReadOnlySpan<byte> attributes)
    {
        try
        {
            return Parse(message).Attributes.Span.SequenceEqual(attributes);
        }
        catch (Exception malformed) when (malformed is AsnContentException or CryptographicException)
        {
            return false;
        }
    }

    private static byte[] Decrypt(Parts parts, RSA key)
    {
        var contentKey = key.Decrypt(parts.EncryptedKey, RSAEncryptionPadding.OaepSHA256);
        try
        {
            using var cipher = new AesGcm(contentKey, AuthEnvelopedData.MacLength);
            var content = new byte[parts.Encrypted.Length];
            cipher.Decrypt(parts.Nonce, parts.Encrypted, parts.Mac, content, parts.Attributes.Span);
            return content;
        }
        catch (ArgumentException wrongLength)
        {
            throw new CryptographicException("The sealed part has a key, nonce or authentication tag of the wrong length.", wrongLength);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(contentKey);
        }
    }

    private static Parts Parse(ReadOnlyMemory<byte> message)
    {
        var outer = new AsnReader(message, AsnEncodingRules.DER);
        var contentInfo = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        Require(contentInfo.ReadObjectIdentifier() is AuthEnvelopedData.ContentType, "content type");
        var explicitContent = contentInfo.ReadSequence(AuthEnvelopedData.Explicit0);
        contentInfo.ThrowIfNotEmpty();
        var data = explicitContent.ReadSequence();
        explicitContent.ThrowIfNotEmpty();

        Require(data.ReadInteger() == 0, "version");
        var recipients = data.ReadSetOf();
        var (issuer, serialNumber, encryptedKey) = ReadRecipient(recipients.ReadSequence());
        recipients.ThrowIfNotEmpty();
        var (nonce, encrypted) = ReadContent(data.ReadSequence());
        var attributes = data.ReadEncodedValue().ToArray();
        Require(Asn1Tag.Decode(attributes, out _) == AuthEnvelopedData.AuthenticatedAttributes, "authenticated attributes");
        Asn1Tag.SetOf.Encode(attributes);
        var mac = data.ReadOctetString();
        data.ThrowIfNotEmpty();
        return new(issuer, serialNumber, encryptedKey, nonce, encrypted, attributes, mac);
    }

    private static (ReadOnlyMemory<byte> Issuer, ReadOnlyMemory<byte> SerialNumber, byte[] EncryptedKey) ReadRecipient(AsnReader info)
    {
        Require(info.ReadInteger() == 0, "recipient's version");
        var identifier = info.ReadSequence();
        var (issuer, serialNumber) = (identifier.ReadEncodedValue(), identifier.ReadIntegerBytes());
        Require(info.ReadEncodedValue().Span.SequenceEqual(AuthEnvelopedData.RsaesOaepWithSha256), "key transport algorithm");
        var encryptedKey = info.ReadOctetString();
        info.ThrowIfNotEmpty();
        return (issuer, serialNumber, encryptedKey);
    }

    private static (byte[] Nonce, byte[] Encrypted) ReadContent(AsnReader content)
    {
        Require(content.ReadObjectIdentifier() is AuthEnvelopedData.Data, "content's type");
        var algorithm = content.ReadSequence();
        Require(algorithm.ReadObjectIdentifier() is AuthEnvelopedData.Aes256Gcm, "content encryption algorithm");
        var parameters = algorithm.ReadSequence();
        var nonce = parameters.ReadOctetString();
        Require(parameters.ReadInteger() == AuthEnvelopedData.MacLength, "length of the authentication tag");
        parameters.ThrowIfNotEmpty();
        algorithm.ThrowIfNotEmpty();
        var encrypted = content.ReadOctetString(AuthEnvelopedData.EncryptedContent);
        content.ThrowIfNotEmpty();
        return (nonce, encrypted);
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new CryptographicException($"The sealed part has an unexpected {what}.");
        }
    }

    private sealed record Parts(ReadOnlyMemory<byte> Issuer, ReadOnlyMemory<byte> SerialNumber, byte[] EncryptedKey, byte[] Nonce, byte[] Encrypted, ReadOnlyMemory<byte> Attributes, byte[] Mac);
}
