using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Journal;

/// <summary>
/// Writes CMS AuthEnvelopedData (RFC 5083) for one recipient, identified by issuer and serial number: RSAES-OAEP with SHA-256 (RFC 4055, 4), AES-256-GCM (RFC 5084).
/// The framework's EnvelopedCms does not support authenticated encryption.
/// </summary>
internal sealed class AuthEnvelopedDataWriter
{
    private readonly RSA key;
    private readonly byte[] issuer;
    private readonly byte[] serialNumber;
    private ContentKey? next;

    /// <exception cref="ArgumentException">The certificate holds no RSA key.</exception>
    public AuthEnvelopedDataWriter(X509Certificate2 recipient)
    {
        key = recipient.GetRSAPublicKey() ?? throw new ArgumentException("The recipient's certificate has no RSA key.", nameof(recipient));
        issuer = recipient.IssuerName.RawData;
        serialNumber = recipient.SerialNumberBytes.ToArray();
        next = MakeContentKey();
    }

    /// <summary>Encrypts content. Thread-safe.</summary>
    /// <param name="attributes">The authenticated attributes: DER of the SET OF.</param>
    /// <returns>DER of a ContentInfo.</returns>
    public byte[] Write(ReadOnlySpan<byte> content, ReadOnlySpan<byte> attributes)
    {
        using var contentKey = TakeContentKey();
        var nonce = RandomNumberGenerator.GetBytes(AuthEnvelopedData.NonceLength);
        var encrypted = new byte[content.Length];
        var mac = new byte[AuthEnvelopedData.MacLength];
        contentKey.Cipher.Encrypt(nonce, content, encrypted, mac, attributes);

        var writer = new AsnWriter(AsnEncodingRules.DER, content.Length + 1024);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(AuthEnvelopedData.ContentType);
            using (writer.PushSequence(AuthEnvelopedData.Explicit0))
            using (writer.PushSequence())
            {
                writer.WriteInteger(0);
                WriteRecipient(writer, contentKey.Encrypted);
                WriteContent(writer, nonce, encrypted);
                WriteAttributes(writer, attributes);
                writer.WriteOctetString(mac);
            }
        }

        return writer.Encode();
    }

    // A content key does not depend on the content, so the next message's is prepared in the background. Each is used once.
    private ContentKey TakeContentKey()
    {
        var taken = Interlocked.Exchange(ref next, null) ?? MakeContentKey();
        ThreadPool.UnsafeQueueUserWorkItem(static writer => Interlocked.Exchange(ref writer.next, writer.MakeContentKey())?.Dispose(), this, preferLocal: false);
        return taken;
    }

    private ContentKey MakeContentKey()
    {
        Span<byte> plain = stackalloc byte[AuthEnvelopedData.ContentKeyLength];
        RandomNumberGenerator.Fill(plain);
        try
        {
            return new(new AesGcm(plain, AuthEnvelopedData.MacLength), key.Encrypt(plain, RSAEncryptionPadding.OaepSHA256));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private void WriteRecipient(AsnWriter writer, byte[] encryptedKey)
    {
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(issuer);
                writer.WriteInteger(serialNumber);
            }

            writer.WriteEncodedValue(AuthEnvelopedData.RsaesOaepWithSha256);
            writer.WriteOctetString(encryptedKey);
        }
    }

    private static void WriteContent(AsnWriter writer, byte[] nonce, byte[] encrypted)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(AuthEnvelopedData.Data);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(AuthEnvelopedData.Aes256Gcm);
                using (writer.PushSequence())
                {
                    writer.WriteOctetString(nonce);
                    writer.WriteInteger(AuthEnvelopedData.MacLength);
                }
            }

            writer.WriteOctetString(encrypted, AuthEnvelopedData.EncryptedContent);
        }
    }

    // RFC 5083, 2.1: written with the tag [1] IMPLICIT instead of the SET OF under which the attributes are authenticated.
    private static void WriteAttributes(AsnWriter writer, ReadOnlySpan<byte> attributes)
    {
        var retagged = attributes.ToArray();
        AuthEnvelopedData.AuthenticatedAttributes.Encode(retagged);
        writer.WriteEncodedValue(retagged);
    }

    /// <summary>A cipher with a new key, and that key encrypted to the recipient.</summary>
    private sealed record ContentKey(AesGcm Cipher, byte[] Encrypted) : IDisposable
    {
        public void Dispose() => Cipher.Dispose();
    }
}
