using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>Whether a generation is whole.</summary>
internal static class GenerationCheck
{
    /// <summary>The header, which must be of this format and bear the number of the file's name.</summary>
    /// <exception cref="CacheException">It is not.</exception>
    public static GenerationHeader ReadHeader(GenerationFile file, long number)
    {
        var header = file.Parse(GenerationTables.Header, file.Get(GenerationTables.Header, GenerationTables.OnlyRow), CacheJson.Header);
        if (header.Format != GenerationHeader.CurrentFormat)
        {
            throw file.Damaged(GenerationTables.Header, $"the format is {header.Format}; this program reads format {GenerationHeader.CurrentFormat}.");
        }

        return header.Number == number ? header : throw file.Damaged(GenerationTables.Header, $"this is generation {header.Number}, not {number}.");
    }

    /// <summary>Walks a new file alone and compares the numbers of rows with what was written.</summary>
    /// <exception cref="CacheException">Something is damaged or missing.</exception>
    public static void RunNew(GenerationFile file, IReadOnlyDictionary<string, int> written, CancellationToken cancellationToken)
    {
        // Not the engine's structure: every row is read by it here, and a look-up that it led astray later would find the seals of its neighbours wrong.
        var rows = file.Count(written.Keys, cancellationToken);
        foreach (var (table, count) in written)
        {
            Compare(file, table, rows[table], count);
        }
    }

    /// <summary>Walks every file of a generation and compares the numbers of rows with the header.</summary>
    /// <exception cref="CacheException">Something is damaged or missing.</exception>
    public static void Run(GenerationFile file, GenerationHeader header, CancellationToken cancellationToken)
    {
        var rows = file.Check(header.Tables.Keys, cancellationToken);
        foreach (var (table, layers) in header.Tables)
        {
            Compare(file, table, rows[table], header.Sets.FirstOrDefault(set => set.Table == table)?.Rows ?? layers.Sum(layer => layer.Rows));
        }
    }

    private static void Compare(GenerationFile file, string table, int found, int expected)
    {
        if (found != expected)
        {
            throw file.Damaged(table, $"there are {found} rows, not {expected}.");
        }
    }
}
