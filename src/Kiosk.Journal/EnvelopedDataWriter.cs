using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Journal;

/// <summary>
/// Writes CMS EnvelopedData (RFC 5652, 6.1) for one recipient named by issuer and serial number: RSAES-OAEP with SHA-256 (RFC 4055, 4), AES-256-CBC (RFC 3565). The
/// framework's EnvelopedCms imports the recipient's key anew for each message, which took longer than all the rest of a tap's cryptography; it opens what this writes.
/// </summary>
internal sealed class EnvelopedDataWriter
{
    private const string EnvelopedData = "1.2.840.113549.1.7.3";
    private const string Data = "1.2.840.113549.1.7.1";
    private const string RsaesOaep = "1.2.840.113549.1.1.7";
    private const string Mgf1 = "1.2.840.113549.1.1.8";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string Aes256Cbc = "2.16.840.1.101.3.4.1.42";
    private const int ContentKeySizeInBits = 256;

    private static readonly Asn1Tag Explicit0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Explicit1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag EncryptedContent = new(TagClass.ContextSpecific, 0);

    private readonly RSA key;
    private readonly byte[] issuer;
    private readonly byte[] serialNumber;
    private ContentKey? next;

    /// <exception cref="ArgumentException">The certificate holds no RSA key.</exception>
    public EnvelopedDataWriter(X509Certificate2 recipient)
    {
        key = recipient.GetRSAPublicKey() ?? throw new ArgumentException("The recipient's certificate holds no RSA key.", nameof(recipient));
        issuer = recipient.IssuerName.RawData;
        serialNumber = recipient.SerialNumberBytes.ToArray();
        next = MakeContentKey();
    }

    /// <returns>DER of a ContentInfo. Any thread may call.</returns>
    public byte[] Write(ReadOnlySpan<byte> content)
    {
        using var contentKey = TakeContentKey();
        var cipher = contentKey.Cipher;
        var encrypted = cipher.EncryptCbc(content, cipher.IV);
        var writer = new AsnWriter(AsnEncodingRules.DER, content.Length + 1024);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(EnvelopedData);
            using (writer.PushSequence(Explicit0))
            using (writer.PushSequence())
            {
                writer.WriteInteger(0);
                WriteRecipient(writer, contentKey.Encrypted);
                WriteContent(writer, cipher.IV, encrypted);
            }
        }

        return writer.Encode();
    }

    // A content key does not depend on the content: the one for the next message is made while nobody waits, each is used once.
    private ContentKey TakeContentKey()
    {
        var taken = Interlocked.Exchange(ref next, null) ?? MakeContentKey();
        ThreadPool.UnsafeQueueUserWorkItem(static writer => Interlocked.Exchange(ref writer.next, writer.MakeContentKey())?.Dispose(), this, preferLocal: false);
        return taken;
    }

    private ContentKey MakeContentKey()
    {
        var cipher = Aes.Create();
        cipher.KeySize = ContentKeySizeInBits;
        cipher.GenerateKey();
        var plain = cipher.Key;
        try
        {
            return new(cipher, key.Encrypt(plain, RSAEncryptionPadding.OaepSHA256));
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

            WriteOaep(writer);
            writer.WriteOctetString(encryptedKey);
        }
    }

    // RFC 4055, 4.1: the defaults are SHA-1, so both hash functions are written out.
    private static void WriteOaep(AsnWriter writer)
    {
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
    }

    private static void WriteSha256(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Sha256);
            writer.WriteNull();
        }
    }

    private static void WriteContent(AsnWriter writer, byte[] iv, byte[] encrypted)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Data);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Aes256Cbc);
                writer.WriteOctetString(iv);
            }

            writer.WriteOctetString(encrypted, EncryptedContent);
        }
    }

    /// <summary>A key with its initialisation vector, and the same key encrypted for the recipient.</summary>
    private sealed record ContentKey(Aes Cipher, byte[] Encrypted) : IDisposable
    {
        public void Dispose() => Cipher.Dispose();
    }
}
