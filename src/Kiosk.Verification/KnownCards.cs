using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Kiosk.Verification;

/// <summary>The cards seen last, by the hash of their certificates and CHUIDs; the one longest unseen makes room. Safe to share between threads.</summary>
internal sealed class KnownCards(int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<CertificateHash, LinkedListNode<(CertificateHash Hash, KnownCard Card)>> nodes = [];
    private readonly LinkedList<(CertificateHash Hash, KnownCard Card)> order = [];

    public bool TryFind(CertificateHash hash, [NotNullWhen(true)] out KnownCard? card)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue(hash, out var node))
            {
                card = null;
                return false;
            }

            order.Remove(node);
            order.AddFirst(node);
            card = node.Value.Card;
            return true;
        }
    }

    public void Add(CertificateHash hash, KnownCard card)
    {
        lock (gate)
        {
            if (nodes.ContainsKey(hash))
            {
                return;
            }

            if (nodes.Count >= capacity && order.Last is { } oldest)
            {
                order.RemoveLast();
                nodes.Remove(oldest.Value.Hash);
            }

            nodes.Add(hash, order.AddFirst((hash, card)));
        }
    }
}

/// <summary>SHA-256 of a whole certificate, or of what stands for it and its CHUID together.</summary>
internal readonly record struct CertificateHash(UInt128 High, UInt128 Low)
{
    public static CertificateHash Of(ReadOnlySpan<byte> certificate)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(certificate, digest);
        return new(BinaryPrimitives.ReadUInt128BigEndian(digest), BinaryPrimitives.ReadUInt128BigEndian(digest[16..]));
    }

    /// <summary>Over the hashes of both, so that neither can take bytes from the other.</summary>
    public static CertificateHash Of(ReadOnlySpan<byte> certificate, ReadOnlySpan<byte> chuid)
    {
        Span<byte> digests = stackalloc byte[2 * SHA256.HashSizeInBytes];
        SHA256.HashData(certificate, digests);
        SHA256.HashData(chuid, digests[SHA256.HashSizeInBytes..]);
        return Of(digests);
    }
}
