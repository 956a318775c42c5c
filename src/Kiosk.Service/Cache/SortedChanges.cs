using Kiosk.Feed.Targets;

namespace Kiosk.Service.Cache;

/// <summary>Changes of a set in ascending order of their keys, none twice.</summary>
internal sealed class SortedChanges(IReadOnlyList<SetChange> changes)
{
    public int Count => changes.Count;

    public IReadOnlyList<SetChange> All => changes;

    /// <summary>Whether no key is in the range.</summary>
    public bool IsWithout(KeyRange range) => FirstFrom(range.First.Span) is var first && (first == Count || range.EndsBefore(changes[first].Key.Span));

    /// <summary>Those whose keys are in the range.</summary>
    public IEnumerable<SetChange> Of(KeyRange range)
    {
        for (var change = FirstFrom(range.First.Span); change < Count && !range.EndsBefore(changes[change].Key.Span); change++)
        {
            yield return changes[change];
        }
    }

    /// <summary>These over those: where both have a key, this one's change counts.</summary>
    public SortedChanges Over(SortedChanges lower) => Count == 0 ? lower : lower.Count == 0 ? this : new([.. Over(changes, lower.All)]);

    /// <inheritdoc cref="Over(SortedChanges)"/>
    public static IEnumerable<SetChange> Over(IEnumerable<SetChange> upper, IEnumerable<SetChange> lower)
    {
        using var above = upper.GetEnumerator();
        var hasAbove = above.MoveNext();
        foreach (var row in lower)
        {
            while (hasAbove && above.Current.Key.Span.SequenceCompareTo(row.Key.Span) < 0)
            {
                yield return above.Current;
                hasAbove = above.MoveNext();
            }

            if (hasAbove && above.Current.Key.Span.SequenceEqual(row.Key.Span))
            {
                yield return above.Current;
                hasAbove = above.MoveNext();
            }
            else
            {
                yield return row;
            }
        }

        for (; hasAbove; hasAbove = above.MoveNext())
        {
            yield return above.Current;
        }
    }

    private int FirstFrom(ReadOnlySpan<byte> key)
    {
        var (first, end) = (0, Count);
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = changes[middle].Key.Span.SequenceCompareTo(key) < 0 ? (middle + 1, end) : (first, middle);
        }

        return first;
    }
}
