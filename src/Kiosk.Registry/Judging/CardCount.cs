using System.Collections.Concurrent;
using Kiosk.Registry.Text;

namespace Kiosk.Registry.Judging;

/// <summary>How many members have a card that a terminal would take, and what excludes the others. Any thread may count.</summary>
internal sealed class CardCount
{
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);
    private int all;

    /// <param name="excludedBy">Where the rule stands that excludes the card; null where it is good.</param>
    public void Add(string? excludedBy)
    {
        Interlocked.Increment(ref all);
        if (excludedBy is not null)
        {
            counts.AddOrUpdate(excludedBy, 1, (_, count) => count + 1);
        }
    }

    /// <returns>What is said first where every card is excluded, so that nobody mends one line after the other; null where one is not.</returns>
    public string? FindTotalExclusion()
    {
        if (all == 0 || counts.Values.Sum() < all)
        {
            return null;
        }

        var places = counts.OrderByDescending(place => place.Value).ThenBy(place => place.Key, StringComparer.Ordinal).Select(place => $"{Counted.Of(place.Value, "card")} by {place.Key}");
        return $"No terminal would take the card of any member ({all} of {all}): {string.Join(", ", places)}. Look there first; each line is listed below.";
    }
}
