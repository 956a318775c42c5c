using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>Changes of a set that are not written yet, over the set as it is held.</summary>
internal sealed class SetOverlay
{
    /// <summary>So many are read once instead of asking each file for each bucket: about 6 MB of members.</summary>
    private const int MaxPreload = 20_000;

    private readonly GenerationFile held;
    private readonly string table;
    private readonly SortedChanges? preloaded;
    private readonly CachePass heldWhole;

    /// <param name="hidden">How many rows of the set lie in files above the one that holds it whole.</param>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public SetOverlay(GenerationFile held, string table, int hidden)
    {
        (this.held, this.table) = (held, table);
        heldWhole = held.PassBaseUnsealed(table);
        preloaded = hidden <= MaxPreload ? new([.. held.Overlay(table).Select(row => new SetChange(row.Key, row.Value))]) : null;
    }

    /// <summary>The new changes.</summary>
    public SortedChanges Changes { get; private set; } = new([]);

    /// <summary>A later change of a key replaces an earlier one.</summary>
    public void Add(IReadOnlyList<SetChange> delta) => Changes = new SortedChanges(delta).Over(Changes);

    /// <summary>
    /// Shows the rows whose keys are in the range, changes included. Seals are not checked: the caller compares the hash of the whole set with the signed one, which finds a damaged row as well.
    /// </summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public void Show(KeyRange range, SetRowVisitor visitor)
    {
        if (preloaded is not null && preloaded.IsWithout(range) && Changes.IsWithout(range))
        {
            heldWhole(range, visitor.Invoke);
            return;
        }

        var rows = preloaded is null ? held.Scan(table, range).Select(row => new SetChange(row.Key, row.Value)) : SortedChanges.Over(preloaded.Of(range), CopyOf(range));
        foreach (var row in SortedChanges.Over(Changes.Of(range), rows).Where(row => !row.IsRemoval))
        {
            visitor(row.Key.Span, row.Value.Span);
        }
    }

    /// <summary>Reads the held rows of some buckets and checks their seals.</summary>
    /// <exception cref="CacheException">A row is damaged; the sentence says which file.</exception>
    public void Check(IEnumerable<KeyRange> buckets)
    {
        foreach (var bucket in buckets)
        {
            foreach (var _ in held.Scan(table, bucket))
            {
            }
        }
    }

    /// <summary>The new changes over those that lie in files above the one that holds the table whole.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public IEnumerable<SetChange> AboveTheLastFile() => SortedChanges.Over(Changes.All, preloaded?.All ?? held.Overlay(table).Select(row => new SetChange(row.Key, row.Value)));

    private List<SetChange> CopyOf(KeyRange range)
    {
        var rows = new List<SetChange>();
        heldWhole(range, (key, value) => rows.Add(new(key.ToArray(), value.ToArray())));
        return rows;
    }
}
