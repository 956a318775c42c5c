using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Service.Cache;

/// <summary>What only this terminal has: whatever it writes into its cache it seals with keys that follow from this one (HMAC-SHA256).</summary>
/// <param name="secret">32 bytes.</param>
internal sealed class CacheSealKey(byte[] secret)
{
    public const int Length = 32;

    /// <param name="salt">Of the file alone: a file that was begun anew under the same number shares no keys with what was begun before.</param>
    public FileSealKey ForFile(long number, ReadOnlySpan<byte> salt)
    {
        Span<byte> purpose = stackalloc byte[sizeof(long) + FileSealKey.SaltLength];
        BinaryPrimitives.WriteInt64BigEndian(purpose, number);
        salt[..Math.Min(salt.Length, FileSealKey.SaltLength)].CopyTo(purpose[sizeof(long)..]);
        return new(Derive("cache file", purpose));
    }

    /// <summary>The seal of a number that must not be made lower by anybody else.</summary>
    public byte[] SealOf(long number)
    {
        Span<byte> encoded = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(encoded, number);
        return Derive("cache floor", encoded);
    }

    /// <summary>The seal of how new a feed was in force.</summary>
    public byte[] SealOfFeed(ReadOnlySpan<byte> versions) => Derive("cache feed", versions);

    private byte[] Derive(string purpose, ReadOnlySpan<byte> of) => HMACSHA256.HashData(secret, (byte[])[.. Encoding.ASCII.GetBytes(purpose), 0, .. of]);
}

/// <summary>The keys of one file.</summary>
internal sealed class FileSealKey(byte[] secret)
{
    public const int SaltLength = 16;

    public RowSeal ForTable(string table) => new(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(table)));
}
