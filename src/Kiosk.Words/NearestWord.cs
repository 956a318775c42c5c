namespace Kiosk.Words;

/// <summary>Suggests the word that a mistyped one most likely meant.</summary>
public static class NearestWord
{
    private const int MaxLength = 64;

    /// <summary>Finds the only known word that begins with what was typed; otherwise the one with the smallest edit distance (letters wrong, missing, extra or swapped with a neighbour).</summary>
    /// <returns>Null if none is close enough.</returns>
    public static string? To(string typed, IReadOnlyCollection<string> known)
    {
        if (typed.Trim('-').Length == 0 || typed.Length > MaxLength)
        {
            return null;
        }

        var begun = known.Where(word => word.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToList();
        return begun.Count == 1
            ? begun[0]
            : known.Select(word => (Word: word, Distance: Distance(typed.ToUpperInvariant(), word.ToUpperInvariant())))
                .Where(candidate => candidate.Distance <= MaxDistance(candidate.Word))
                .OrderBy(candidate => candidate.Distance)
                .Select(candidate => candidate.Word)
                .FirstOrDefault();
    }

    private static int MaxDistance(string word) => word.Trim('-').Length switch
    {
        <= 2 => 0,
        <= 5 => 1,
        <= 8 => 2,
        _ => 3,
    };

    /// <summary>Optimal string alignment distance.</summary>
    private static int Distance(string from, string to)
    {
        var distances = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                distances[i, j] = Math.Min(i, j) == 0 ? Math.Max(i, j) : Cheapest(distances, from, to, i, j);
            }
        }

        return distances[from.Length, to.Length];
    }

    private static int Cheapest(int[,] distances, string from, string to, int i, int j)
    {
        var changed = distances[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
        var cheapest = Math.Min(changed, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
        return i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] ? Math.Min(cheapest, distances[i - 2, j - 2] + 1) : cheapest;
    }
}
