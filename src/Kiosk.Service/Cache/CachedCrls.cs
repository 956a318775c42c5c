using System.Text.Json;
using Kiosk.Service.Verification;

namespace Kiosk.Service.Cache;

/// <summary>CRLs in a generation: taken apart when it is built, so that one entry can be read without the rest, and put together again byte by byte for the next build.</summary>
internal static class CachedCrls
{
    private const int ChunkLength = 64 * 1024;

    /// <summary>Writes one CRL whose signature was checked.</summary>
    /// <param name="der">The whole list; <paramref name="crl"/> was parsed from this memory.</param>
    /// <param name="hashes">Receives a hash for each entry, in the order of the list.</param>
    /// <param name="places">Receives the place of each entry.</param>
    public static void Write(GenerationWriter writer, int number, CrlFacts facts, ReadOnlyMemory<byte> der, Crl crl, Span<ulong> hashes, Span<uint> places)
    {
        var start = der.Length;
        if (!crl.Entries.IsEmpty && !der.Span.Overlaps(crl.Entries.Span, out start))
        {
            throw new ArgumentException("The CRL was parsed from other memory.", nameof(crl));
        }

        writer.Put(GenerationTables.Crls, GenerationTables.Key(number), JsonSerializer.SerializeToUtf8Bytes(facts, CacheJson.CrlFacts));
        writer.Put(GenerationTables.CrlFrames, GenerationTables.Key(number), der.Span[..start]);
        writer.Put(GenerationTables.CrlFrames, GenerationTables.Key(number, 1), der.Span[(start + crl.Entries.Length)..]);
        var entries = crl.Entries.Span;
        var reader = new CrlEntryReader(entries);
        var (chunk, chunkStart, count) = (0, 0, 0);
        while (reader.MoveNext())
        {
            if (reader.Offset + reader.Length - chunkStart > ChunkLength && reader.Offset > chunkStart)
            {
                writer.Put(GenerationTables.CrlEntries, GenerationTables.Key(number, chunk), entries[chunkStart..reader.Offset]);
                (chunk, chunkStart) = (chunk + 1, reader.Offset);
            }

            hashes[count] = RevocationIndex.Hash(facts.IssuerKeyHash.Span, reader.SerialNumber);
            places[count] = new RevocationPlace(number, chunk).Encode();
            count++;
        }

        if (chunkStart < entries.Length)
        {
            writer.Put(GenerationTables.CrlEntries, GenerationTables.Key(number, chunk), entries[chunkStart..]);
        }
    }

    /// <summary>What is known of every CRL beside its entries, in the order of their numbers.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public static IReadOnlyList<CrlFacts> ReadFacts(GenerationFile file)
    {
        var facts = new List<CrlFacts>();
        foreach (var row in file.Scan(GenerationTables.Crls))
        {
            if (!row.Key.AsSpan().SequenceEqual(GenerationTables.Key(facts.Count)))
            {
                throw file.Damaged(GenerationTables.Crls, $"CRL {facts.Count} is missing.");
            }

            facts.Add(file.Parse(GenerationTables.Crls, row.Value, CacheJson.CrlFacts));
        }

        return facts;
    }

    /// <summary>The DER of the whole list as it was when it was written.</summary>
    /// <exception cref="CacheException">A row is damaged or missing.</exception>
    public static byte[] ReadDer(GenerationFile file, int number)
    {
        var parts = file.Scan(GenerationTables.CrlEntries, GenerationTables.Key(number)).Select(row => row.Value)
            .Prepend(file.Get(GenerationTables.CrlFrames, GenerationTables.Key(number)))
            .Append(file.Get(GenerationTables.CrlFrames, GenerationTables.Key(number, 1)));
        using var der = new MemoryStream();
        foreach (var part in parts)
        {
            der.Write(part.Span);
        }

        return der.ToArray();
    }
}
