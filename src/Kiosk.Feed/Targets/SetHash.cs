using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Kiosk.Feed.Targets;

/// <summary>The SHA-256 of a complete set (<see cref="SetDigest"/>).</summary>
public readonly record struct SetHash
{
    public const int Length = SHA256.HashSizeInBytes;

    private readonly UInt128 high;
    private readonly UInt128 low;

    /// <exception cref="ArgumentException">The span does not have 32 bytes.</exception>
    public SetHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"A set's hash has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        }

        high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    /// <param name="text">64 lower-case hexadecimal digits.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out SetHash hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var isHash = text is { Length: 2 * Length }
            && !text.AsSpan().ContainsAnyInRange('A', 'F')
            && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
        hash = isHash ? new(bytes) : default;
        return isHash;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[16..], low);
        return Convert.ToHexStringLower(bytes);
    }
}
