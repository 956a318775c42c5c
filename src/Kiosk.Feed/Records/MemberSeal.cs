using System.Security.Cryptography;
using System.Text.Json;

namespace Kiosk.Feed.Records;

/// <summary>
/// Encrypts a member's record at rest: AES-256-GCM under a key derived from the card's certificate, so that it can be decrypted only while that card is on the reader and a
/// stolen terminal does not reveal the membership.
/// </summary>
/// <remarks>
/// Version 01 ‖ nonce (12) ‖ ciphertext ‖ tag (16). Key: HKDF-SHA256 (RFC 5869) of the SubjectPublicKeyInfo, salt = card UUID, info = "kiosk.member.v1". The card
/// tag is associated data. The nonce is the start of HMAC-SHA256(HKDF with info "kiosk.member.nonce.v1", plaintext). Sealing is thus deterministic, so
/// that a day's delta holds only members who changed, and a nonce repeats under a key only for the same plaintext. The plaintext is JSON with ISO/IEC 7816-4 padding (80 00…) to a multiple of 256 bytes, so that its length does not reveal the name's.
/// </remarks>
public static class MemberSeal
{
    public const int MaxLength = 1 + NonceLength + (64 * PaddingBlock) + TagLength;

    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int PaddingBlock = 256;
    private const int KeyLength = 32;

    /// <param name="uuid">The card's UUID: 16 bytes in network byte order.</param>
    /// <param name="subjectPublicKeyInfo">DER of the card certificate's public key.</param>
    /// <exception cref="ArgumentException">The record is longer than 16 kB.</exception>
    public static byte[] Seal(Member member, ReadOnlySpan<byte> uuid, ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        var plaintext = Pad(JsonSerializer.SerializeToUtf8Bytes(member, RecordJson.Member));
        var sealedRecord = new byte[1 + NonceLength + plaintext.Length + TagLength];
        sealedRecord[0] = Version;
        var nonce = sealedRecord.AsSpan(1, NonceLength);
        Span<byte> key = stackalloc byte[KeyLength];
        try
        {
            DeriveNonce(uuid, subjectPublicKeyInfo, plaintext, nonce);
            DeriveKey(uuid, subjectPublicKeyInfo, key);
            using var cipher = new AesGcm(key, TagLength);
            cipher.Encrypt(
                nonce,
                plaintext,
                sealedRecord.AsSpan(1 + NonceLength, plaintext.Length),
                sealedRecord.AsSpan(^TagLength..),
                CardTag.Of(uuid).ToArray());
            return sealedRecord;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    /// <exception cref="MemberSealException">The record belongs to another card or was modified.</exception>
    public static Member Open(ReadOnlySpan<byte> sealedRecord, ReadOnlySpan<byte> uuid, ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        if (!HasShape(sealedRecord))
        {
            throw new MemberSealException("The sealed record has an impossible length or an unknown version.");
        }

        var plaintext = new byte[sealedRecord.Length - 1 - NonceLength - TagLength];
        Span<byte> key = stackalloc byte[KeyLength];
        try
        {
            DeriveKey(uuid, subjectPublicKeyInfo, key);
            using var cipher = new AesGcm(key, TagLength);
            cipher.Decrypt(
                sealedRecord.Slice(1, NonceLength),
                sealedRecord[(1 + NonceLength)..^TagLength],
                sealedRecord[^TagLength..],
                plaintext,
                CardTag.Of(uuid).ToArray());
            return JsonSerializer.Deserialize(Unpad(plaintext), RecordJson.Member)!;
        }
        catch (CryptographicException e)
        {
            throw new MemberSealException("The sealed record does not open with the key of this card.", e);
        }
        catch (JsonException e)
        {
            // No inner exception: its message may quote the record.
            throw new MemberSealException($"The sealed record does not hold a member: {e.Path ?? "its start"} is not as expected.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    /// <summary>Whether length and version are those of a sealed record, which is all that can be checked without the card.</summary>
    public static bool HasShape(ReadOnlySpan<byte> sealedRecord) =>
        sealedRecord.Length is > 1 + NonceLength + TagLength and <= MaxLength
        && sealedRecord[0] == Version
        && (sealedRecord.Length - 1 - NonceLength - TagLength) % PaddingBlock == 0;

    private static void DeriveKey(ReadOnlySpan<byte> uuid, ReadOnlySpan<byte> subjectPublicKeyInfo, Span<byte> key) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, subjectPublicKeyInfo, key, salt: uuid, info: "kiosk.member.v1"u8);

    private static void DeriveNonce(ReadOnlySpan<byte> uuid, ReadOnlySpan<byte> subjectPublicKeyInfo, ReadOnlySpan<byte> plaintext, Span<byte> nonce)
    {
        Span<byte> key = stackalloc byte[KeyLength];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, subjectPublicKeyInfo, key, salt: uuid, info: "kiosk.member.nonce.v1"u8);
        HMACSHA256.HashData(key, plaintext, mac);
        mac[..NonceLength].CopyTo(nonce);
        CryptographicOperations.ZeroMemory(key);
    }

    private static byte[] Pad(byte[] json)
    {
        var length = ((json.Length / PaddingBlock) + 1) * PaddingBlock;
        if (length + 1 + NonceLength + TagLength > MaxLength)
        {
            throw new ArgumentException($"A member's record of {json.Length} bytes is too long to be sealed.", nameof(json));
        }

        var padded = new byte[length];
        json.CopyTo(padded, 0);
        padded[json.Length] = 0x80;
        CryptographicOperations.ZeroMemory(json);
        return padded;
    }

    private static ReadOnlySpan<byte> Unpad(ReadOnlySpan<byte> padded)
    {
        var end = padded.LastIndexOfAnyExcept((byte)0);
        return end >= 0 && padded[end] == 0x80
            ? padded[..end]
            : throw new MemberSealException("The sealed record's padding is not ISO/IEC 7816-4's.");
    }
}
