using Kiosk.Verification.Certificates;

namespace Kiosk.Verification;

/// <summary>The hashes of recent answers at this terminal, to distinguish a replayed answer from one by another key.</summary>
internal sealed class ReplayCache(int capacity = ReplayCache.DefaultCapacity)
{
    private const int DefaultCapacity = 4096;

    private readonly Lock gate = new();
    private readonly HashSet<CertificateHash> hashes = [];
    private readonly Queue<CertificateHash> order = [];

    public bool Contains(ReadOnlySpan<byte> answer)
    {
        var hash = CertificateHash.Of(answer);
        lock (gate)
        {
            return hashes.Contains(hash);
        }
    }

    /// <summary>Adds an answer, whatever the verdict, and evicts the oldest if full.</summary>
    public void Remember(ReadOnlyMemory<byte> answer)
    {
        var hash = CertificateHash.Of(answer.Span);
        lock (gate)
        {
            if (!hashes.Add(hash))
            {
                return;
            }

            order.Enqueue(hash);
            if (order.Count > capacity)
            {
                hashes.Remove(order.Dequeue());
            }
        }
    }
}
