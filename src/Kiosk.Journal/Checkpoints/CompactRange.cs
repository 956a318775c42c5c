using System.Numerics;

namespace Kiosk.Journal.Checkpoints;

/// <summary>
/// The roots of the full subtrees that make up a Merkle tree, largest first: all that is needed to append leaves and to compute the root (RFC 6962, 2.1).
/// A tree of n leaves has as many as n has bits set, 64 at most.
/// </summary>
internal sealed class CompactRange
{
    private readonly List<byte[]> subtrees = [];

    /// <summary>How many leaves the tree has.</summary>
    public ulong Size { get; private set; }

    /// <summary>The full subtrees' roots, one after the other, 32 bytes each.</summary>
    public byte[] Subtrees => [.. subtrees.SelectMany(root => root)];

    /// <returns>Null where the bytes cannot be the subtrees of a tree of that size. Whether they are those of a given tree its root tells.</returns>
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
