using System.Security.Cryptography;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Invitations;

/// <summary>What follows from a meeting's key for its invitations: HKDF-Expand(meeting key, label) with SHA-256. Whoever lacks the key can tell neither the meeting nor the person by an invitation.</summary>
internal static class MeetingSecrets
{
    public const int MarkLength = 8;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    // A name's length would tell it from others.
    private const int PaddingBlock = 32;

    /// <summary>By which a terminal knows its own meeting.</summary>
    public static byte[] MarkOf(Meeting meeting) => Derive(meeting, MarkLength, "kiosk.invitation.v1 mark"u8);

    /// <returns>Nonce (12) ‖ ciphertext ‖ tag (16), AES-256-GCM; the plaintext is padded with zeros to a multiple of 32 bytes.</returns>
    public static byte[] Seal(Meeting meeting, ReadOnlySpan<byte> plaintext)
    {
        var padded = new byte[(plaintext.Length + PaddingBlock - 1) / PaddingBlock * PaddingBlock];
        plaintext.CopyTo(padded);
        var sealedPart = new byte[NonceLength + padded.Length + TagLength];
        RandomNumberGenerator.Fill(sealedPart.AsSpan(0, NonceLength));
        using var cipher = CipherOf(meeting);
        cipher.Encrypt(sealedPart.AsSpan(0, NonceLength), padded, sealedPart.AsSpan(NonceLength, padded.Length), sealedPart.AsSpan(NonceLength + padded.Length));
        return sealedPart;
    }

    /// <returns>With its padding; null if it was not sealed under this meeting's key.</returns>
    public static byte[]? Open(Meeting meeting, ReadOnlySpan<byte> sealedPart)
    {
        if (sealedPart.Length < NonceLength + TagLength)
        {
            return null;
        }

        var padded = new byte[sealedPart.Length - NonceLength - TagLength];
        using var cipher = CipherOf(meeting);
        try
        {
            cipher.Decrypt(sealedPart[..NonceLength], sealedPart.Slice(NonceLength, padded.Length), sealedPart[^TagLength..], padded);
            return padded;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static AesGcm CipherOf(Meeting meeting) => new(Derive(meeting, MeetingRecordRules.KeyLength, "kiosk.invitation.v1 seal"u8), TagLength);

    private static byte[] Derive(Meeting meeting, int length, ReadOnlySpan<byte> label)
    {
        var key = new byte[length];
        HKDF.Expand(HashAlgorithmName.SHA256, meeting.Key.Span, key, label);
        return key;
    }
}
