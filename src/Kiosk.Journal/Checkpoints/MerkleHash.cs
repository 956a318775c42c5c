using System.Security.Cryptography;

namespace Kiosk.Journal.Checkpoints;

/// <summary>The leaf and node hashes of a Merkle tree (RFC 6962, 2.1), separated by their first byte. All hashes are SHA-256.</summary>
internal static class MerkleHash
{
    public const int Length = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>The root of the empty tree: SHA-256 of the empty string.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    /// <param name="entry">In a journal, the hash of a frame.</param>
    public static byte[] OfLeaf(ReadOnlySpan<byte> entry) => SHA256.HashData((ReadOnlySpan<byte>)[LeafPrefix, .. entry]);

    public static byte[] OfNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Length)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Length)..]);
        return SHA256.HashData(input);
    }
}
