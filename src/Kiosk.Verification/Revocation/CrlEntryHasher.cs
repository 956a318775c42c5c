using Kiosk.Verification.Crls;

namespace Kiosk.Verification.Revocation;

/// <summary>Hashes runs of entries for the <see cref="RevocationIndex"/>.</summary>
/// <param name="issuerKeyHash">32 bytes.</param>
internal sealed class CrlEntryHasher(ReadOnlyMemory<byte> issuerKeyHash)
{
    private readonly RevocationHashLanes lanes = new(issuerKeyHash.Span);

    /// <summary>Hashes a run of whole entries.</summary>
    /// <param name="hashes">One per entry, filled in order.</param>
    /// <exception cref="CrlException">An entry is malformed.</exception>
    public void Hash(ReadOnlySpan<byte> entries, Span<ulong> hashes)
    {
        var reader = new CrlEntryReader(entries);
        var set = 0;
        for (var entry = 0; entry < hashes.Length && reader.MoveNext(); entry++)
        {
            lanes.Set(set++, reader.SerialNumber);
            if (set == RevocationHashLanes.Count || entry == hashes.Length - 1)
            {
                var filled = hashes.Slice(entry + 1 - set, set);
                lanes.Hash(filled);
                set = 0;
            }
        }

        // The vectorized rounds are our own, so check the last hash of every run against the library's SHA-256.
        if (hashes.Length > 0 && hashes[^1] != RevocationIndex.Hash(issuerKeyHash.Span, reader.SerialNumber))
        {
            throw new InvalidOperationException("The hashes of a CRL's entries are not SHA-256.");
        }
    }
}
