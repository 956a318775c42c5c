using System.Security.Cryptography;

namespace Kiosk.Journal;

/// <summary>
/// The key under which a terminal tags its frames (HMAC-SHA-256). A chain of hashes anybody can compute; behind the last checkpoint this tag alone tells a frame of the terminal's own
/// from one that somebody with the disk put there.
/// </summary>
/// <param name="secret">32 bytes, guarded by the terminal's key store.</param>
internal sealed class FrameKey(byte[] secret)
{
    public const int TagLength = HMACSHA256.HashSizeInBytes;

    /// <param name="tag">Room for 32 bytes at least.</param>
    public void Tag(ReadOnlySpan<byte> frame, Span<byte> tag) => HMACSHA256.HashData(secret, frame, tag);

    public bool Verifies(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> tag)
    {
        Span<byte> own = stackalloc byte[TagLength];
        Tag(frame, own);
        return CryptographicOperations.FixedTimeEquals(own, tag);
    }
}
