using System.Collections.Concurrent;
using Kiosk.Source.Files;

namespace Kiosk.Registry.Judging;

/// <summary>
/// The certificates found good under given authorities and profile, so that only new members of 300,000 are verified. Kept at the desk next to its keys;
/// without the file all are verified again.
/// </summary>
internal sealed class VerifiedCards
{
    private const int HashLength = 32;
    private const int MaxLength = 1024 * 1024 * 1024;

    private readonly byte[] trust;
    private readonly byte[] known;
    private readonly ConcurrentBag<byte[]> seen = [];

    private VerifiedCards(byte[] trust, byte[] known) => (this.trust, this.known) = (trust, known);

    /// <param name="trust">SHA-256 of what certificates are judged by; results under other trust are ignored.</param>
    public static VerifiedCards Read(string path, byte[] trust)
    {
        var content = Path.Exists(path) ? BoundedFile.Read(path, MaxLength) : [];
        var isOurs = content.Length % HashLength == 0 && content.AsSpan().StartsWith(trust);
        return new(trust, isOurs ? content[HashLength..] : []);
    }

    /// <summary>Starts empty.</summary>
    public static VerifiedCards Empty(byte[] trust) => new(trust, []);

    /// <param name="hash">SHA-256 of a certificate.</param>
    public bool Contains(ReadOnlySpan<byte> hash)
    {
        var (low, high) = (0, (known.Length / HashLength) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (known.AsSpan(middle * HashLength, HashLength).SequenceCompareTo(hash))
            {
                case 0:
                    return true;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return false;
    }

    /// <summary>Thread-safe.</summary>
    public void Add(byte[] hash) => seen.Add(hash);

    /// <summary>Serializes those added; former members are dropped.</summary>
    public byte[] ToBytes()
    {
        var hashes = seen.ToArray();
        Array.Sort(hashes, (one, other) => one.AsSpan().SequenceCompareTo(other));
        return [.. trust, .. hashes.SelectMany(hash => hash)];
    }
}
