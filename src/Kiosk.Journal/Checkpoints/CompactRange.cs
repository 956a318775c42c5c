using System.Numerics;

namespace Kiosk.Journal.Checkpoints;

/// <summary>
/// The roots of a Merkle tree's full subtrees, largest first: enough to append leaves and compute the root (RFC 6962, 2.1).
/// A tree of n leaves has one per bit set in n, at most 64.
/// </summary>
internal sealed class CompactRange
{
    private readonly List<byte[]> subtrees = [];

    /// <summary>Number of leaves.</summary>
    public ulong Size { get; private set; }

    /// <summary>The concatenated roots of the full subtrees, 32 bytes each.</summary>
    public byte[] Subtrees => [.. subtrees.SelectMany(root => root)];

    /// <returns>Null if the length does not match the size. Compare the root to check that they belong to a given tree.</returns>
    public static CompactRange? Restore(ulong size, ReadOnlySpan<byte> subtrees)
    {
        if (subtrees.Length != BitOperations.PopCount(size) * MerkleHash.Length)
        {
            return null;
        }

        var range = new CompactRange { Size = size };
        for (; !subtrees.IsEmpty; subtrees = subtrees[MerkleHash.Length..])
        {
            range.subtrees.Add(subtrees[..MerkleHash.Length].ToArray());
        }

        return range;
    }

    /// <param name="leaf">As <see cref="MerkleHash.OfLeaf"/> computes it.</param>
    public void Append(byte[] leaf)
    {
        var root = leaf;
        for (var merges = BitOperations.TrailingZeroCount(~Size); merges > 0; merges--)
        {
            root = MerkleHash.OfNode(subtrees[^1], root);
            subtrees.RemoveAt(subtrees.Count - 1);
        }

        subtrees.Add(root);
        Size++;
    }

    /// <summary>The full subtrees that lie among some of the leaves, as a range of its own.</summary>
    /// <param name="from">Index of the first leaf: where a full subtree of this or a larger range begins.</param>
    /// <param name="to">Index behind the last leaf.</param>
    public CompactRange Part(ulong from, ulong to)
    {
        var (part, start) = (new CompactRange(), 0UL);
        foreach (var root in subtrees)
        {
            var leaves = 1UL << BitOperations.Log2(Size - start);
            if (start >= from && start + leaves <= to)
            {
                part.subtrees.Add(root);
                part.Size += leaves;
            }

            start += leaves;
        }

        return part;
    }

    public byte[] Root()
    {
        if (subtrees.Count == 0)
        {
            return MerkleHash.Empty;
        }

        var root = subtrees[^1];
        for (var index = subtrees.Count - 2; index >= 0; index--)
        {
            root = MerkleHash.OfNode(subtrees[index], root);
        }

        return root;
    }
}
