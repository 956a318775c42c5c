using System.Text.Json;
using Kiosk.Service.Cache.Rows;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Revocation;

namespace Kiosk.Service.Cache;

/// <summary>CRLs in a generation: taken apart when it is built, so that one entry can be read without the rest, and put together again byte by byte for the next build.</summary>
internal static class CachedCrls
{
    /// <summary>Writes one CRL while it passes by.</summary>
    /// <param name="hashes">Receives a hash for each entry, in the order of the list.</param>
    /// <param name="places">Receives the place of each entry.</param>
    /// <exception cref="CrlException">The list is no longer the one that was checked: what was written is worth nothing.</exception>
    public static void Write(GenerationWriter writer, int number, StreamedCrl crl, Memory<ulong> hashes, Memory<uint> places)
    {
        writer.Put(GenerationTables.Crls, GenerationTables.Key(number), JsonSerializer.SerializeToUtf8Bytes(crl.Facts, CacheJson.CrlFacts));
        writer.Put(GenerationTables.CrlFrames, GenerationTables.Key(number), crl.Head.Span);
        writer.Put(GenerationTables.CrlFrames, GenerationTables.Key(number, 1), crl.Tail.Span);
        var hasher = new CrlEntryHasher(crl.Facts.IssuerKeyHash);
        var chunk = new CrlEntryChunk(writer, number);
        var written = 0;
        crl.ReadEntries((entries, count) =>
        {
            if (count > hashes.Length - written)
            {
                throw new CrlException("The CRL became longer while it was read.");
            }

            hasher.Hash(entries, hashes.Span.Slice(written, count));
            chunk.Add(entries, places.Span.Slice(written, count));
            written += count;
        });
        chunk.Flush();
    }

    /// <summary>What is known of every CRL beside its entries, in the order of their numbers.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public static IReadOnlyList<CrlFacts> ReadFacts(GenerationFile file)
    {
        var facts = new List<CrlFacts>();
        foreach (var row in file.Scan(GenerationTables.Crls))
        {
            if (!row.Key.Span.SequenceEqual(GenerationTables.Key(facts.Count)))
            {
                throw file.Damaged(GenerationTables.Crls, $"CRL {facts.Count} is missing.");
            }

            facts.Add(file.Parse(GenerationTables.Crls, row.Value, CacheJson.CrlFacts));
        }

        return facts;
    }

    /// <summary>Opens the DER of the whole list as it was when it was written. Reading it throws <see cref="CacheException"/> where a row is damaged or missing.</summary>
    public static Stream OpenDer(GenerationFile file, int number) => new RowStream(ReadParts(file, number));

    private static IEnumerable<ReadOnlyMemory<byte>> ReadParts(GenerationFile file, int number)
    {
        yield return file.Get(GenerationTables.CrlFrames, GenerationTables.Key(number));
        foreach (var row in file.Scan(GenerationTables.CrlEntries, GenerationTables.Key(number)))
        {
            yield return row.Value;
        }

        yield return file.Get(GenerationTables.CrlFrames, GenerationTables.Key(number, 1));
    }
}
