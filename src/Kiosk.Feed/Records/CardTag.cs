using System.Security.Cryptography;

namespace Kiosk.Feed.Records;

/// <summary>A member's key in cache and rosters: the first 16 bytes of SHA-256("kiosk.tag.v1" ‖ card UUID), written as lower-case hexadecimal.</summary>
public readonly record struct CardTag
{
    public const int Length = 16;

    private readonly UInt128 value;

    private CardTag(UInt128 value) => this.value = value;

    /// <param name="uuid">16 bytes in network byte order.</param>
    public static CardTag Of(ReadOnlySpan<byte> uuid)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. "kiosk.tag.v1"u8, .. uuid], digest);
        return FromBytes(digest[..Length]);
    }

    /// <exception cref="ArgumentException">The span does not have 16 bytes.</exception>
    public static CardTag FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length
            ? new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes))
            : throw new ArgumentException($"A card tag has {Length} bytes, not {bytes.Length}.", nameof(bytes));

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <param name="destination">At least 16 bytes.</param>
    public void CopyTo(Span<byte> destination) => System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(destination, value);

    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
