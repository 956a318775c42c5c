using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>Makes of a generation that lies in many files one that lies in a single file, row for row the same, and puts it in force as any other is.</summary>
internal sealed class CacheCompactor(CacheStore store, TimeProvider time)
{
    /// <summary>A look-up asks each file of a table in turn.</summary>
    public const int MaxChain = 3;

    /// <summary>Each is open for as long as the generation is in force.</summary>
    public const int MaxFiles = 8;

    public static bool IsDue(GenerationHeader header) =>
        header.Below.Count + 1 > MaxFiles || header.Tables.Values.Any(chain => chain.Count > MaxChain);

    /// <summary>Reads the generation in force from end to end, its checksums and the hashes of its sets included, and writes it anew.</summary>
    /// <returns>The new generation, open; null where there is nothing to gain.</returns>
    /// <exception cref="CacheException">What is in force is damaged, or another program is building; nothing was changed.</exception>
    /// <exception cref="IOException">The disk is full or failing; what was in force still is.</exception>
    public OpenedGeneration? Compact(CancellationToken cancellationToken)
    {
        using var writer = store.Create();
        using var held = store.Open().Generation;
        return IsDue(held.Header) ? Rewrite(writer, held, cancellationToken) : null;
    }

    private OpenedGeneration Rewrite(GenerationWriter writer, CacheGeneration held, CancellationToken cancellationToken)
    {
        var layout = new GenerationLayout(writer.Number, previous: null, previousFile: null);
        layout.Own(held.Header.Tables.Keys);
        writer.Start(layout);
        var sets = held.Header.Sets.Where(set => set.Hash.Length > 0).ToList();
        var written = sets.SelectMany(set => (string[])[set.Table, set.DigestTable]).Append(GenerationTables.Header).ToHashSet(StringComparer.Ordinal);
        foreach (var table in held.Header.Tables.Keys.Where(table => !written.Contains(table)))
        {
            Copy(writer, held, table, row: null, cancellationToken);
        }

        sets.ForEach(set => Copy(writer, held, set, cancellationToken));
        var header = held.Header with { Number = writer.Number, BuiltAt = time.GetUtcNow(), Tables = layout.Tables, Below = layout.Below };
        return writer.Publish(header, held.FileNumbers, cancellationToken);
    }

    private static void Copy(GenerationWriter writer, CacheGeneration held, CachedSet set, CancellationToken cancellationToken)
    {
        using var builder = new SetDigestBuilder(set.Shape);
        Copy(writer, held, set.Table, row => builder.Add(row.Key.Span, row.Value.Span), cancellationToken);
        var digest = builder.Build();
        if (digest.Hash.ToString() != set.Hash)
        {
            throw held.File.Damaged(set.Table, $"the whole set has the hash {digest.Hash}, not the signed {set.Hash}.");
        }

        SetDigests.Write(writer, set, digest);
    }

    private static void Copy(GenerationWriter writer, CacheGeneration held, string table, Action<GenerationRow>? row, CancellationToken cancellationToken)
    {
        foreach (var one in held.File.Scan(table))
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Put(table, one.Key.Span, one.Value.Span);
            row?.Invoke(one);
        }
    }
}
