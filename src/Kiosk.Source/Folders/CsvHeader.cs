using Kiosk.Source.Problems;

namespace Kiosk.Source.Folders;

/// <summary>The header of a CSV file as written by spreadsheet programs: an optional <c>sep=</c> line, commas, semicolons or tabs, names in any case, empty columns.</summary>
/// <param name="Delimiter">The field delimiter.</param>
/// <param name="Width">The number of fields per line.</param>
/// <param name="Places">The index of each requested column; -1 if omitted.</param>
/// <param name="Unnamed">The indices of columns without a name, which are empty.</param>
internal sealed record CsvHeader(char Delimiter, int Width, int[] Places, int[] Unnamed)
{
    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>Excel's first line, which names the delimiter.</summary>
    public static char? DelimiterLine(string line) => line.Trim('"') is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var delimiter] ? delimiter : null;

    /// <summary>The header's delimiter: the most frequent one outside quotes, or a comma if there is none.</summary>
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
    /// <param name="optional">Columns that may be omitted.</param>
    /// <exception cref="RegistryException">It has other columns.</exception>
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
