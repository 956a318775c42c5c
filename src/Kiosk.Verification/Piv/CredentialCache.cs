using System.Diagnostics.CodeAnalysis;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Paths;

namespace Kiosk.Verification.Piv;

/// <summary>
/// What was concluded about the cards seen last, by the hash of their certificates and CHUIDs; the one longest unseen makes room. Nothing of a card is kept but that hash.
/// Safe to share between threads.
/// </summary>
internal sealed class CredentialCache(int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<CertificateHash, LinkedListNode<(CertificateHash Hash, CardConclusion Conclusion)>> nodes = [];
    private readonly LinkedList<(CertificateHash Hash, CardConclusion Conclusion)> order = [];

    public bool TryFind(CertificateHash hash, [NotNullWhen(true)] out CardConclusion? conclusion)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue(hash, out var node))
            {
                conclusion = null;
                return false;
            }

            order.Remove(node);
            order.AddFirst(node);
            conclusion = node.Value.Conclusion;
            return true;
        }
    }

    public void Add(CertificateHash hash, CardConclusion conclusion)
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

            nodes.Add(hash, order.AddFirst((hash, conclusion)));
        }
    }
}

/// <summary>What examining a certificate and its CHUID found, as far as neither time nor the certificate's own bytes say it.</summary>
/// <param name="Issuer">Whose signature it bears, with the paths that hold down to it.</param>
/// <param name="Chuid">Null where none was read and none is required.</param>
internal sealed record CardConclusion(IssuingAuthority Issuer, KnownChuid? Chuid);
