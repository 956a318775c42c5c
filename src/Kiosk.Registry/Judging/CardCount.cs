using System.Collections.Concurrent;
using Kiosk.Source.Text;
using Kiosk.Words;

namespace Kiosk.Registry.Judging;

/// <summary>Counts members with a card that a terminal would accept, and what excludes the others. Thread-safe.</summary>
internal sealed class CardCount
{
    private readonly ConcurrentDictionary<Phrase, int> counts = new();
    private int all;

    /// <param name="excludedBy">Where the rule that excludes the card is defined; null if it is good.</param>
    public void Add(Phrase? excludedBy)
    {
        Interlocked.Increment(ref all);
        if (excludedBy is not null)
        {
            counts.AddOrUpdate(excludedBy, 1, (_, count) => count + 1);
        }
    }

    /// <returns>The message shown first if every card is excluded, so that nobody fixes lines one by one; null otherwise.</returns>
    public Phrase? FindTotalExclusion()
    {
        if (all == 0 || counts.Values.Sum() < all)
        {
            return null;
        }

        var places = counts.OrderByDescending(place => place.Value).ThenBy(place => place.Key.English, StringComparer.Ordinal).ToList();
        return new($"Không máy nào nhận thẻ của bất kỳ đảng viên nào ({all} trên {all}): {string.Join(", ", places.Select(place => $"{place.Value} thẻ do {place.Key.Vietnamese}"))}. Hãy xem chỗ đó trước; từng dòng được liệt kê bên dưới.", $"No terminal would take the card of any member ({all} of {all}): {string.Join(", ", places.Select(place => $"{Counted.Of(place.Value, "card")} by {place.Key.English}"))}. Look there first; each line is listed below.");
    }
}
