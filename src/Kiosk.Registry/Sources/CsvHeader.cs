using Kiosk.Registry.Problems;

namespace Kiosk.Registry.Sources;

/// <summary>The first line of a CSV file, as Excel and its like write it: <c>sep=</c> before it, commas, semicolons or tabs, names in any case, empty columns.</summary>
/// <param name="Delimiter">Between the fields of every line.</param>
/// <param name="Width">How many fields a line has.</param>
/// <param name="Places">Where each column that was asked for stands; -1 where it is left out.</param>
/// <param name="Unnamed">Where the columns without a name stand, which hold nothing.</param>
internal sealed record CsvHeader(char Delimiter, int Width, int[] Places, int[] Unnamed)
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>Excel's own first line, which says what stands between the fields.</summary>
    public static char? DelimiterLine(string line) => line.Trim('"') is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var delimiter] ? delimiter : null;

    /// <summary>What stands between the names of the first line: whichever is there most often outside quotes, a comma where none is.</summary>
    public static char DelimiterOf(string line)
    {
        var isQuoted = false;
        var counts = new int[Delimiters.Length];
        foreach (var character in line)
        {
            isQuoted ^= character == '"';
            if (!isQuoted && Array.IndexOf(Delimiters, character) is var place and >= 0)
            {
                counts[place]++;
            }
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    /// <param name="names">The fields of the first line.</param>
    /// <param name="optional">Columns that may be left out.</param>
    /// <exception cref="RegistryException">It names other columns.</exception>
    public static CsvHeader Parse(IReadOnlyList<string> names, char delimiter, IReadOnlyList<string> columns, IReadOnlyCollection<string> optional)
    {
        var lower = names.Select(name => name.ToLowerInvariant()).ToList();
        var missing = columns.Where(column => !lower.Contains(column) && !optional.Contains(column)).ToList();
        if (missing.Count > 0)
        {
            throw new RegistryException(new($"thiếu cột {string.Join(", ", missing.Select(column => $"\"{column}\""))}; dòng đầu phải nêu tên các cột {string.Join(", ", columns)}.", $"the column{(missing.Count > 1 ? "s" : "")} {string.Join(", ", missing.Select(column => $"\"{column}\""))} {(missing.Count > 1 ? "are" : "is")} missing; the first line names the columns {string.Join(", ", columns)}."));
        }

        if (names.Where((name, place) => name.Length > 0 && !columns.Contains(lower[place])).Select(name => $"\"{name}\"").ToList() is { Count: > 0 } strangers)
        {
            throw new RegistryException(new($"không có cột {string.Join(", ", strangers)}; các cột là {string.Join(", ", columns)}.", $"there is no column {string.Join(", ", strangers)}; the columns are {string.Join(", ", columns)}."));
        }

        return lower.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } doubled
            ? throw new RegistryException(new($"một cột xuất hiện hai lần: \"{doubled.Key}\".", $"a column stands twice: \"{doubled.Key}\"."))
            : new(delimiter, names.Count, [.. columns.Select(column => lower.IndexOf(column))], [.. Enumerable.Range(0, lower.Count).Where(place => lower[place].Length == 0)]);
    }
}
