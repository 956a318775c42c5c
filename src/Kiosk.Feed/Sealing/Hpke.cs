using System.Security.Cryptography;

namespace Kiosk.Feed.Sealing;

/// <summary>
/// Hybrid public key encryption (RFC 9180), base mode, one message a context: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Anybody who knows the recipient's public key can seal;
/// what is sealed says nothing about who did.
/// </summary>
public static class Hpke
{
    /// <summary>By how much sealing lengthens: the encapsulated key and the tag.</summary>
    public const int Overhead = Dhkem.PublicKeyLength + TagLength;

    private const int TagLength = 16;
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const byte BaseMode = 0;

    // DHKEM(P-256, HKDF-SHA256) 0x0010, HKDF-SHA256 0x0001, AES-256-GCM 0x0002.
    private static ReadOnlySpan<byte> Suite => "HPKE\0\x10\0\x01\0\x02"u8;

    /// <param name="recipient">An uncompressed point on P-256.</param>
    /// <param name="info">What the message is for; the recipient must know it.</param>
    /// <param name="associated">Bound to the message; the recipient must know it.</param>
    /// <param name="ephemeral">A P-256 key that is used for this message only.</param>
    /// <returns>Encapsulated key ‖ ciphertext ‖ tag.</returns>
    /// <exception cref="SealException">The recipient's key is not a point on P-256.</exception>
    public static byte[] Seal(ReadOnlySpan<byte> recipient, ReadOnlySpan<byte> info, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext, ECDiffieHellman ephemeral)
    {
        var (encapsulated, shared) = Dhkem.Encapsulate(recipient, ephemeral);
        var message = new byte[plaintext.Length + Overhead];
        encapsulated.CopyTo(message, 0);
        using var cipher = Begin(shared, info, out var nonce);
        cipher.Encrypt(nonce, plaintext, message.AsSpan(encapsulated.Length, plaintext.Length), message.AsSpan(^TagLength..), associated);
        return message;
    }

    /// <exception cref="SealException">It was sealed to another key or with other data, or was modified.</exception>
    public static byte[] Open(ReadOnlySpan<byte> message, HpkeRecipient recipient, ReadOnlySpan<byte> info, ReadOnlySpan<byte> associated)
    {
        if (message.Length < Overhead)
        {
            throw new SealException($"A sealed message has at least {Overhead} bytes, not {message.Length}.");
        }

        using var cipher = Begin(Dhkem.Decapsulate(message[..Dhkem.PublicKeyLength], recipient), info, out var nonce);
        var plaintext = new byte[message.Length - Overhead];
        try
        {
            cipher.Decrypt(nonce, message[Dhkem.PublicKeyLength..^TagLength], message[^TagLength..], plaintext, associated);
            return plaintext;
        }
        catch (CryptographicException e)
        {
            throw new SealException("The message was sealed to another key or with other data, or was modified.", e);
        }
    }

    /// <summary>KeySchedule with an empty PSK (RFC 9180, 5.1); the nonce is that of sequence number 0.</summary>
    private static AesGcm Begin(byte[] shared, ReadOnlySpan<byte> info, out byte[] nonce)
    {
        var kdf = new LabeledKdf(Suite);
        var context = (byte[])[BaseMode, .. kdf.Extract([], "psk_id_hash"u8, []), .. kdf.Extract([], "info_hash"u8, info)];
        var secret = kdf.Extract(shared, "secret"u8, []);
        var key = kdf.Expand(secret, "key"u8, context, KeyLength);
        nonce = kdf.Expand(secret, "base_nonce"u8, context, NonceLength);
        try
        {
            return new(key, TagLength);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(shared);
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
