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

    /// <param name="before">The leaves before those that are given; empty if all are.</param>
    /// <param name="leaves">All further leaves of the tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">The leaf is none of these.</exception>
    public static InclusionProof Create(ulong index, CompactRange before, IReadOnlyList<byte[]> leaves)
    {
        var size = before.Size + (ulong)leaves.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(index, before.Size);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<byte[]>();
        var (from, to) = (0UL, size);
        while (to - from > 1)
        {
            var middle = from + SplitOf(to - from);
            path.Add(index < middle ? RootOf(before, leaves, middle, to) : RootOf(before, leaves, from, middle));
            (from, to) = index < middle ? (from, middle) : (middle, to);
        }

        path.Reverse();
        return new(index, size, path);
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

    // A sibling on the path to one of the given leaves is cut off the leaves before them at a full subtree.
    private static byte[] RootOf(CompactRange before, IReadOnlyList<byte[]> leaves, ulong from, ulong to)
    {
        var range = before.Part(from, to);
        for (var index = Math.Max(from, before.Size); index < to; index++)
        {
            range.Append(leaves[(int)(index - before.Size)]);
        }

        return range.Root();
    }

    // The largest power of two smaller than the number of leaves.
    private static ulong SplitOf(ulong count) => 1UL << BitOperations.Log2(count - 1);
}
