namespace Kiosk.Feed.Targets;

/// <summary>Applies a delta to the current rows of each bucket as they stream past and hashes the result: <see cref="SetUpdate.Merge"/> without keeping a row.</summary>
internal sealed class BucketMerge(BucketHasher hasher, IReadOnlyList<SetChange> changes)
{
    private int next;
    private int end;

    /// <summary>Rows added minus rows removed, in all buckets so far.</summary>
    public int Growth { get; private set; }

    /// <summary>Starts the next bucket.</summary>
    /// <param name="endOfChanges">Index of the first change that belongs to a later bucket.</param>
    public void Begin(int endOfChanges) => end = endOfChanges;

    /// <summary>Adds the next current row of the bucket.</summary>
    /// <exception cref="TargetFormatException">A change removes a key that does not exist.</exception>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        while (next < end)
        {
            var order = changes[next].Key.Span.SequenceCompareTo(key);
            if (order > 0)
            {
                break;
            }

            if (order == 0)
            {
                Replace(changes[next++]);
                return;
            }

            Insert(changes[next++]);
        }

        hasher.Add(key, value);
    }

    /// <summary>Ends the bucket.</summary>
    /// <inheritdoc cref="Add"/>
    public void Complete()
    {
        while (next < end)
        {
            Insert(changes[next++]);
        }
    }

    private void Replace(SetChange change)
    {
        if (change.IsRemoval)
        {
            Growth--;
        }
        else
        {
            hasher.Add(change.Key.Span, change.Value.Span);
        }
    }

    private void Insert(SetChange change)
    {
        var row = SetUpdate.Added(change);
        Growth++;
        hasher.Add(row.Key.Span, row.Value.Span);
    }
}
