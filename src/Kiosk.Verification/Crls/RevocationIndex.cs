using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kiosk.Verification.Crls;

/// <summary>
/// A sorted array of 8-byte hashes, one per revoked certificate of every issuer. It answers "not revoked" or "check the CRL": two certificates may share
/// a hash, so a hit must be confirmed.
/// </summary>
internal sealed class RevocationIndex
{
    private const int KeyHashLength = 32;
    private const int MaxSerialNumber = 20;
    private const int FirstStep = 64;

    private readonly ulong[] hashes;
    private readonly Action<int>? vouch;

    /// <param name="hashes">In ascending order, duplicates allowed; not copied.</param>
    /// <exception cref="ArgumentException">Not ascending.</exception>
    public RevocationIndex(ulong[] hashes)
    {
        for (var i = 1; i < hashes.Length; i++)
        {
            if (hashes[i - 1] > hashes[i])
            {
                throw new ArgumentException($"The revocation index is not sorted at place {i}.", nameof(hashes));
            }
        }

        this.hashes = hashes;
    }

    private RevocationIndex(ulong[] hashes, Action<int> vouch) => (this.hashes, this.vouch) = (hashes, vouch);

    public static RevocationIndex Empty { get; } = new([]);

    public int Count => hashes.Length;

    /// <summary>
    /// An index over hashes that somebody sealed, in order, and nobody has looked at yet. Whatever lies elsewhere, two genuine neighbours with nothing between them prove that a hash is not there:
    /// so an answer costs the proof of the places it rests on, and the start that of none.
    /// </summary>
    /// <param name="vouch">Given the index of a hash, throws unless that hash is as it was sealed.</param>
    public static RevocationIndex Vouched(ulong[] hashes, Action<int> vouch) => new(hashes, vouch);

    /// <summary>Indexes the entries of CRLs in memory.</summary>
    public static RevocationIndex Of(IEnumerable<(CrlFacts Facts, Crl Crl)> crls)
    {
        var all = new List<ulong>();
        foreach (var (facts, crl) in crls)
        {
            var reader = new CrlEntryReader(crl.Entries.Span);
            while (reader.MoveNext())
            {
                all.Add(Hash(facts.IssuerKeyHash.Span, reader.SerialNumber));
            }
        }

        all.Sort();
        return new RevocationIndex([.. all]);
    }

    /// <summary>The first 8 bytes, big-endian, of SHA-256(issuer key hash ‖ serial number without leading zeros).</summary>
    /// <param name="issuerKeyHash">32 bytes.</param>
    /// <exception cref="ArgumentException">The key hash is not 32 bytes long, or the serial number is longer than 20.</exception>
    public static ulong Hash(ReadOnlySpan<byte> issuerKeyHash, ReadOnlySpan<byte> serialNumber)
    {
        var magnitude = serialNumber.TrimStart((byte)0);
        if (issuerKeyHash.Length != KeyHashLength || magnitude.Length > MaxSerialNumber)
        {
            throw new ArgumentException($"An issuer key hash of {issuerKeyHash.Length} or a serial number of {magnitude.Length} bytes.", nameof(issuerKeyHash));
        }

        Span<byte> input = stackalloc byte[KeyHashLength + MaxSerialNumber];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        issuerKeyHash.CopyTo(input);
        magnitude.CopyTo(input[KeyHashLength..]);
        SHA256.HashData(input[..(KeyHashLength + magnitude.Length)], digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    public bool Contains(ulong hash) => Find(hash) >= 0;

    /// <summary>Interpolation search: hashes are uniformly distributed, so it touches few cache lines; at most O(log n) steps.</summary>
    /// <returns>The index of one of the equal hashes; negative if there is none.</returns>
    public int Find(ulong hash)
    {
        if (hashes.Length == 0)
        {
            return -1;
        }

        var guess = (int)Math.BigMul(hash, (ulong)hashes.Length, out _);
        var (low, high) = Bracket(hash, guess);
        var found = Array.BinarySearch(hashes, low, high - low, hash);
        if (vouch is not null)
        {
            // Both were compared, in whatever order the rest lies: one is not above the hash, the other not below.
            Vouch(Math.Max(found, ~found) - 1);
            Vouch(Math.Max(found, ~found));
        }

        return found;
    }

    private void Vouch(int index)
    {
        if (index >= 0 && index < hashes.Length)
        {
            vouch!(index);
        }
    }

    /// <summary>Widens the range around the guess in growing steps until the hash, if present, is in [low, high).</summary>
    private (int Low, int High) Bracket(ulong hash, int guess)
    {
        long step = FirstStep;
        if (hashes[guess] < hash)
        {
            var low = guess + 1;
            long high = low + step;
            while (high < hashes.Length && hashes[high] < hash)
            {
                step *= 2;
                (low, high) = ((int)high + 1, high + step);
            }

            return (low, (int)Math.Min(high + 1, hashes.Length));
        }

        long last = guess - step;
        var end = guess + 1;
        while (last >= 0 && hashes[last] >= hash)
        {
            step *= 2;
            (end, last) = ((int)last + 1, last - step);
        }

        return ((int)Math.Max(last, 0), end);
    }
}
