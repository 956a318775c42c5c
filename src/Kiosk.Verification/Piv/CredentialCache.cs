using System.Diagnostics.CodeAnalysis;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Paths;

namespace Kiosk.Verification.Piv;

/// <summary>
/// An LRU cache of conclusions about cards, keyed by the hash of certificate and CHUID. Keeps nothing else of a card. Thread-safe.
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

/// <summary>The time-independent result of examining a certificate and its CHUID, excluding what the certificate itself contains.</summary>
/// <param name="Issuer">The certificate's issuer, with the paths valid for it.</param>
/// <param name="Chuid">Null if none was read and none is required.</param>
internal sealed record CardConclusion(IssuingAuthority Issuer, KnownChuid? Chuid);
