using Kiosk.Feed.Records;

namespace Kiosk.Collector.Reports;

/// <summary>Which cards a person had, by the cards that were handed in for new ones.</summary>
internal static class FormerCards
{
    /// <param name="asked">The cards they have now.</param>
    /// <param name="handed">What desks recorded.</param>
    /// <returns>For each card itself and every card before it.</returns>
    public static IReadOnlyDictionary<CardTag, IReadOnlySet<CardTag>> Of(IEnumerable<CardTag> asked, IEnumerable<RegistryRequest> handed)
    {
        var before = handed.Where(one => one.Kind is RequestKind.CardEnded).ToLookup(one => TagOf(one.Details.Tag!), one => TagOf(one.Details.Replaces!));
        return asked.Distinct().ToDictionary(card => card, card => (IReadOnlySet<CardTag>)AllOf(card, before));
    }

    public static CardTag TagOf(string text) => CardTag.FromBytes(Convert.FromHexString(text));

    private static HashSet<CardTag> AllOf(CardTag card, ILookup<CardTag, CardTag> before)
    {
        HashSet<CardTag> all = [card];
        var next = new Queue<CardTag>(all);
        while (next.TryDequeue(out var one))
        {
            // A circle ends where it began.
            foreach (var former in before[one].Where(all.Add))
            {
                next.Enqueue(former);
            }
        }

        return all;
    }
}
