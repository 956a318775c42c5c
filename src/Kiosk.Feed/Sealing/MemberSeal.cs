using System.Security.Cryptography;
using System.Text.Json;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Sealing;

/// <summary>
/// Encrypts a member's record under a key derived from the card's certificate and the audience key: it opens only while that card is on the reader, and only on a terminal that was let in.
/// </summary>
/// <remarks>
/// <see cref="SyntheticSeal"/>, version 2, with the row key as associated data. Its two keys are HKDF-SHA256 (RFC 5869) of SubjectPublicKeyInfo ‖ the audience's key for member seals (32 bytes), salt = card UUID, info =
/// "kiosk.member.v2" and "kiosk.member.nonce.v2".
/// </remarks>
public static class MemberSeal
{
    /// <summary>In bytes.</summary>
    public const int MaxLength = (64 * 256) + SyntheticSeal.Overhead;

    private const byte Version = 2;

    /// <param name="uuid">The card's UUID: 16 bytes in network byte order.</param>
    /// <param name="subjectPublicKeyInfo">DER of the card certificate's public key.</param>
    /// <exception cref="ArgumentException">The record is longer than 16 kB.</exception>
    public static byte[] Seal(Member member, ReadOnlySpan<byte> uuid, ReadOnlySpan<byte> subjectPublicKeyInfo, AudienceKey audience)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(member, RecordJson.Member);
        if (SyntheticSeal.PaddedLength(json.Length) + SyntheticSeal.Overhead > MaxLength)
        {
            throw new ArgumentException($"A member's record of {json.Length} bytes is too long to be sealed.", nameof(member));
        }

        Span<byte> keys = stackalloc byte[2 * SyntheticSeal.KeyLength];
        try
        {
            Derive(uuid, subjectPublicKeyInfo, audience, keys);
            using var cipher = SyntheticSeal.CipherOf(keys[..SyntheticSeal.KeyLength]);
            return SyntheticSeal.Seal(Version, cipher, keys[SyntheticSeal.KeyLength..], audience.MemberKey(CardTag.Of(uuid)), json);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(keys);
            CryptographicOperations.ZeroMemory(json);
        }
    }

    /// <exception cref="SealException">The record belongs to another card or audience, or was modified.</exception>
    public static Member Open(ReadOnlySpan<byte> sealedRecord, ReadOnlySpan<byte> uuid, ReadOnlySpan<byte> subjectPublicKeyInfo, AudienceKey audience)
    {
        var plaintext = new byte[sealedRecord.Length];
        Span<byte> keys = stackalloc byte[2 * SyntheticSeal.KeyLength];
        try
        {
            Derive(uuid, subjectPublicKeyInfo, audience, keys);
            using var cipher = SyntheticSeal.CipherOf(keys[..SyntheticSeal.KeyLength]);
            var json = SyntheticSeal.Open(Version, cipher, audience.MemberKey(CardTag.Of(uuid)), sealedRecord, plaintext);
            return JsonSerializer.Deserialize(json, RecordJson.Member) ?? throw new SealException("The sealed record does not hold a member: it is null.");
        }
        catch (JsonException e)
        {
            // No inner exception: its message may quote the record.
            throw new SealException($"The sealed record does not hold a member: {e.Path ?? "its start"} is not as expected.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(keys);
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    /// <summary>Whether length and version are those of a sealed record, which is all that can be checked without the card.</summary>
    public static bool HasShape(ReadOnlySpan<byte> sealedRecord) => SyntheticSeal.HasShape(Version, sealedRecord) && sealedRecord.Length <= MaxLength;

    private static void Derive(ReadOnlySpan<byte> uuid, ReadOnlySpan<byte> subjectPublicKeyInfo, AudienceKey audience, Span<byte> keys)
    {
        Span<byte> secret = stackalloc byte[HMACSHA256.HashSizeInBytes];
        byte[] material = [.. subjectPublicKeyInfo, .. audience.MemberSeals];
        HKDF.Extract(HashAlgorithmName.SHA256, material, uuid, secret);
        CryptographicOperations.ZeroMemory(material);
        HKDF.Expand(HashAlgorithmName.SHA256, secret, keys[..SyntheticSeal.KeyLength], "kiosk.member.v2"u8);
        HKDF.Expand(HashAlgorithmName.SHA256, secret, keys[SyntheticSeal.KeyLength..], "kiosk.member.nonce.v2"u8);
        CryptographicOperations.ZeroMemory(secret);
    }
}
