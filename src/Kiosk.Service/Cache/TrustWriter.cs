using System.Text;
using System.Text.Json;
using Kiosk.Feed.Records;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>Writes the tables of <see cref="GenerationTables.Trust"/>.</summary>
internal static class TrustWriter
{
    /// <param name="previous">The generation in force, whose CRLs stay unless newer ones come.</param>
    /// <param name="instant">The terminal's clock.</param>
    /// <exception cref="CacheSourceException">The CRLs are more than a terminal can hold, or a file changed while it was read.</exception>
    public static WrittenTrust Write(GenerationWriter writer, TrustContent trust, CacheGeneration? previous, DateTimeOffset instant, CancellationToken cancellationToken)
    {
        var crls = CrlSelection.Choose(trust.CrlFiles, previous?.File, trust.Authorities, trust.Profile, instant, cancellationToken);
        var revocations = WriteCrls(writer, crls.Chosen, cancellationToken);
        WriteAuthorities(writer, trust);
        foreach (var (path, hash) in trust.Sources.OrderBy(source => source.Key, StringComparer.Ordinal))
        {
            writer.Put(GenerationTables.Sources, Encoding.UTF8.GetBytes(path), Encoding.ASCII.GetBytes(hash));
        }

        var counts = new CacheCounts
        {
            Anchors = trust.Anchors.Count,
            Issuers = trust.Issuers.Count,
            Crls = crls.Chosen.Count,
            Revocations = revocations,
            RevocationChunks = RevocationChunks.Count(revocations),
            Procedures = trust.Catalogue.Procedures.Count,
        };
        return new(counts, crls.NewestData, crls.Refused);
    }

    /// <summary>Which files of a feed a generation's tables were made of.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public static IReadOnlyDictionary<string, string> ReadSources(CacheGeneration generation) =>
        generation.File.Scan(GenerationTables.Sources).ToDictionary(row => Encoding.UTF8.GetString(row.Key.Span), row => Encoding.ASCII.GetString(row.Value.Span), StringComparer.Ordinal);

    private static int WriteCrls(GenerationWriter writer, IReadOnlyList<ChosenCrl> crls, CancellationToken cancellationToken)
    {
        var total = crls.Sum(crl => crl.Facts.EntryCount);
        if (total > RevocationChunks.MaxCount || crls.Count > RevocationPlace.Max)
        {
            throw new CacheSourceException(new(
                $"{crls.Count} danh sách thu hồi với {total} mục là nhiều hơn mức một máy chứa được.", $"{crls.Count} CRLs with {total} entries are more than a terminal can hold."));
        }

        var (hashes, places) = (new ulong[total], new uint[total]);
        var written = 0;
        for (var number = 0; number < crls.Count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = crls[number].Facts.EntryCount;
            crls[number].Write(writer, number, hashes.AsMemory(written, count), places.AsMemory(written, count));
            written += count;
        }

        Array.Sort(hashes, places);
        RevocationChunks.Write(writer, hashes, places);
        return total;
    }

    private static void WriteAuthorities(GenerationWriter writer, TrustContent trust)
    {
        writer.Put(GenerationTables.Profile, GenerationTables.OnlyRow, trust.ProfileJson);
        writer.Put(GenerationTables.Registry, GenerationTables.OnlyRow, trust.RegistryCertificate);
        writer.Put(GenerationTables.Procedures, GenerationTables.OnlyRow, JsonSerializer.SerializeToUtf8Bytes(trust.Catalogue, RecordJson.Procedures));
        for (var i = 0; i < trust.Anchors.Count; i++)
        {
            writer.Put(GenerationTables.Anchors, GenerationTables.Key(i), trust.Anchors[i].Encoded.Span);
        }

        for (var i = 0; i < trust.Issuers.Count; i++)
        {
            writer.Put(GenerationTables.Issuers, GenerationTables.Key(i), trust.Issuers[i].Encoded.Span);
        }
    }
}

/// <summary>The result.</summary>
/// <param name="Counts">Of these tables alone.</param>
/// <param name="RefusedCrls">One sentence for each CRL that was not taken, naming it and why.</param>
internal sealed record WrittenTrust(CacheCounts Counts, DateTimeOffset? NewestData, IReadOnlyList<string> RefusedCrls);
