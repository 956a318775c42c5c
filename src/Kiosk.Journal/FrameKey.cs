using System.Security.Cryptography;

namespace Kiosk.Journal;

/// <summary>
/// The HMAC-SHA-256 key for a terminal's frame tags. Anyone can compute the hash chain; after the last checkpoint only this tag distinguishes the terminal's own frames
/// from those added by someone with access to the disk.
/// </summary>
/// <param name="secret">32 bytes, protected by the terminal's key store.</param>
internal sealed class FrameKey(byte[] secret)
{
    public const int TagLength = HMACSHA256.HashSizeInBytes;

    /// <param name="tag">At least 32 bytes.</param>
    public void Tag(ReadOnlySpan<byte> frame, Span<byte> tag) => HMACSHA256.HashData(secret, frame, tag);

    public bool Verifies(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> tag)
    {
        Span<byte> own = stackalloc byte[TagLength];
        Tag(frame, own);
        return CryptographicOperations.FixedTimeEquals(own, tag);
    }
}
