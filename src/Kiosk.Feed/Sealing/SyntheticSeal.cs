using System.Security.Cryptography;

namespace Kiosk.Feed.Sealing;

/// <summary>
/// Deterministic authenticated encryption: AES-256-GCM whose nonce is a PRF of what is sealed (a synthetic IV), so that an unchanged row is sealed to the same bytes and a delta holds only what
/// changed.
/// </summary>
/// <remarks>
/// Sealed: version ‖ nonce (12) ‖ ciphertext ‖ tag (16). nonce = the start of HMAC-SHA256(nonce key, row key ‖ padded plaintext), under a key independent of the cipher's; row keys of one cipher have one length. Why it is sound:
/// GCM must not meet a nonce twice under one key with different input. A nonce repeats for the same row with the same content, which gives the same bytes and shows no more than that nothing changed; otherwise only by a
/// collision in 96 bits, with a probability below n²/2⁹⁷ for n sealed rows: 2⁻³⁷ for a billion. The plaintext is padded (ISO/IEC 7816-4, 80 00…) to a multiple of 256 bytes, so that its length does not reveal a name's or a role's.
/// </remarks>
internal static class SyntheticSeal
{
    /// <summary>What is sealed beside the padded plaintext.</summary>
    public const int Overhead = 1 + NonceLength + TagLength;
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int PaddingBlock = 256;

    public static AesGcm CipherOf(ReadOnlySpan<byte> key) => new(key, TagLength);

    public static int PaddedLength(int length) => ((length / PaddingBlock) + 1) * PaddingBlock;

    /// <param name="associated">The row's key.</param>
    public static byte[] Seal(byte version, AesGcm cipher, ReadOnlySpan<byte> nonceKey, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        var padded = new byte[PaddedLength(plaintext.Length)];
        plaintext.CopyTo(padded);
        padded[plaintext.Length] = 0x80;
        var sealedRow = new byte[padded.Length + Overhead];
        sealedRow[0] = version;
        var nonce = sealedRow.AsSpan(1, NonceLength);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var input = (byte[])[.. associated, .. padded];
        HMACSHA256.HashData(nonceKey, input, mac);
        mac[..NonceLength].CopyTo(nonce);
        cipher.Encrypt(nonce, padded, sealedRow.AsSpan(1 + NonceLength, padded.Length), sealedRow.AsSpan(^TagLength..), associated);
        CryptographicOperations.ZeroMemory(input);
        CryptographicOperations.ZeroMemory(padded);
        return sealedRow;
    }

    /// <param name="plaintext">At least as long as what is sealed.</param>
    /// <returns>The plaintext's part of the buffer.</returns>
    /// <exception cref="SealException">It was sealed under another key or for another row, or was modified.</exception>
    public static ReadOnlySpan<byte> Open(byte version, AesGcm cipher, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> sealedRow, Span<byte> plaintext)
    {
        if (!HasShape(version, sealedRow))
        {
            throw new SealException("A sealed row has an impossible length or an unknown version.");
        }

        var padded = plaintext[..(sealedRow.Length - Overhead)];
        try
        {
            cipher.Decrypt(sealedRow.Slice(1, NonceLength), sealedRow[(1 + NonceLength)..^TagLength], sealedRow[^TagLength..], padded, associated);
        }
        catch (CryptographicException e)
        {
            throw new SealException("A sealed row does not open with this key.", e);
        }

        var end = padded.LastIndexOfAnyExcept((byte)0);
        return end >= 0 && padded[end] == 0x80 ? padded[..end] : throw new SealException("A sealed row's padding is not ISO/IEC 7816-4's.");
    }

    /// <summary>Whether length and version are those of a sealed row: all that can be checked without its key.</summary>
    public static bool HasShape(byte version, ReadOnlySpan<byte> sealedRow) =>
        sealedRow.Length > Overhead && sealedRow[0] == version && (sealedRow.Length - Overhead) % PaddingBlock == 0;
}
