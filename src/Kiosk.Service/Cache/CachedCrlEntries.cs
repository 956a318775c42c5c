using Kiosk.Service.Cache.Rows;
using Kiosk.Verification.Crls;

namespace Kiosk.Service.Cache;

/// <summary>The entries of one CRL, left in the file: the place of a hash leads to one chunk of about 64 kB, and only that is read.</summary>
internal sealed class CachedCrlEntries(GenerationFile file, CachedRevocations revocations, int crl, CrlFacts facts) : ICrlEntries
{
    /// <exception cref="CacheException">The generation is damaged or closed: the caller must not take that for "not revoked".</exception>
    public CrlEntry? Find(ReadOnlySpan<byte> serialNumber)
    {
        var wanted = serialNumber.TrimStart((byte)0);
        foreach (var chunk in revocations.EntryChunks(crl, RevocationIndex.Hash(facts.IssuerKeyHash.Span, wanted)))
        {
            try
            {
                if (FindIn(chunk, wanted) is { } entry)
                {
                    return entry;
                }
            }
            catch (CrlException e)
            {
                throw file.Damaged(GenerationTables.CrlEntries, $"chunk {chunk} of CRL {crl} is not made of CRL entries.", e);
            }
        }

        return null;
    }

    private CrlEntry? FindIn(int chunk, ReadOnlySpan<byte> serialNumber)
    {
        var reader = new CrlEntryReader(file.Get(GenerationTables.CrlEntries, GenerationTables.Key(crl, chunk)).Span);
        while (reader.MoveNext())
        {
            if (reader.SerialNumber.SequenceEqual(serialNumber))
            {
                return reader.ToEntry();
            }
        }

        return null;
    }
}
