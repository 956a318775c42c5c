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

    /// <summary>Walks the whole file and compares the numbers of rows with the header.</summary>
    /// <exception cref="CacheException">Something is damaged or missing.</exception>
    public static void Run(GenerationFile file, GenerationHeader expected, CancellationToken cancellationToken)
    {
        if (ReadHeader(file, expected.Number) != expected)
        {
            throw file.Damaged(GenerationTables.Header, "the header is not the one that was written.");
        }

        var counts = expected.Counts;
        var rows = file.Check(cancellationToken);
        Compare(GenerationTables.Profile, 1);
        Compare(GenerationTables.Registry, 1);
        Compare(GenerationTables.Procedures, 1);
        Compare(GenerationTables.Anchors, counts.Anchors);
        Compare(GenerationTables.Issuers, counts.Issuers);
        Compare(GenerationTables.Crls, counts.Crls);
        Compare(GenerationTables.CrlFrames, 2 * counts.Crls);
        Compare(GenerationTables.Revocations, counts.RevocationChunks);
        Compare(GenerationTables.RevocationPlaces, counts.RevocationChunks);
        Compare(GenerationTables.Members, counts.Members);
        Compare(GenerationTables.Meetings, counts.Meetings);
        Compare(GenerationTables.Rosters, counts.Invitations);

        void Compare(string table, int count)
        {
            if (rows[table] != count)
            {
                throw file.Damaged(table, $"there are {rows[table]} rows, not {count}.");
            }
        }
    }
}
