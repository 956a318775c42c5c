using System.Numerics;

namespace Kiosk.Journal.Checkpoints;

/// <summary>A proof that a leaf is in a Merkle tree (RFC 6962, 2.1.1), verifiable without the other leaves.</summary>
/// <param name="Index">Index of the leaf, from 0.</param>
/// <param name="Size">Number of leaves in the tree.</param>
/// <param name="Path">The sibling hashes from the leaf to the root.</param>
internal sealed record InclusionProof(ulong Index, ulong Size, IReadOnlyList<byte[]> Path)
{
    /// <summary>The path length in a tree of 2^64 leaves.</summary>
    public const int MaxPathLength = 64;

    /// <param name="leaves">All leaves of the tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such leaf.</exception>
    public static InclusionProof Create(int index, IReadOnlyList<byte[]> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Count);
        var path = new List<byte[]>();
        var (from, to) = (0, leaves.Count);
        while (to - from > 1)
        {
            var middle = from + SplitOf(to - from);
            path.Add(index < middle ? RootOf(leaves, middle, to) : RootOf(leaves, from, middle));
            (from, to) = index < middle ? (from, middle) : (middle, to);
        }

        path.Reverse();
        return new((ulong)index, (ulong)leaves.Count, path);
    }

    /// <returns>The root computed from the leaf and the path (RFC 9162, 2.1.3.2); null if index, size and path length are inconsistent.</returns>
    public byte[]? RootFrom(byte[] leaf)
    {
        if (Index >= Size)
        {
            return null;
        }

        var (node, last, root) = (Index, Size - 1, leaf);
        foreach (var sibling in Path)
        {
            if (last == 0)
            {
                return null;
            }

            if ((node & 1) == 1 || node == last)
            {
                root = MerkleHash.OfNode(sibling, root);
                var skipped = (node & 1) == 1 ? 0 : BitOperations.TrailingZeroCount(node);
                (node, last) = (node >> skipped, last >> skipped);
            }
            else
            {
                root = MerkleHash.OfNode(root, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 ? root : null;
    }

    private static byte[] RootOf(IReadOnlyList<byte[]> leaves, int from, int to)
    {
        var range = new CompactRange();
        for (var index = from; index < to; index++)
        {
            range.Append(leaves[index]);
        }

        return range.Root();
    }

    // The largest power of two smaller than the number of leaves.
    private static int SplitOf(int count) => 1 << BitOperations.Log2((uint)(count - 1));
}
