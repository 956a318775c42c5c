namespace Kiosk.Feed.Targets;

/// <summary>The effect of a delta on a set, computed by reading and hashing only the buckets it touches.</summary>
/// <param name="Changed">New digests of those buckets. Applied to the stored digests they give the hash, which must equal the signed one before anything is used.</param>
/// <param name="Growth">Rows added minus rows removed.</param>
public sealed record SetUpdate(SetDigestPatch Changed, int Growth)
{
    /// <param name="changes">In ascending key order, as in a delta.</param>
    /// <param name="showRows">Shows the current rows whose keys are in a range, in ascending key order.</param>
    /// <exception cref="TargetFormatException">A change removes a key that does not exist.</exception>
    public static SetUpdate Apply(SetShape shape, IReadOnlyList<SetChange> changes, Action<KeyRange, SetRowVisitor> showRows)
    {
        using var hasher = new BucketHasher();
        var changed = new SetDigestPatch();
        var merge = new BucketMerge(hasher, changes);
        SetRowVisitor add = merge.Add;
        for (var first = 0; first < changes.Count;)
        {
            var bucket = shape.BucketOf(changes[first].Key.Span);
            first = EndOf(shape, changes, first, bucket);
            merge.Begin(first);
            showRows(shape.KeysOf(bucket), add);
            merge.Complete();
            var digest = new byte[SetHash.Length];
            hasher.Finish(digest);
            changed.Put(bucket, digest);
        }

        return new(changed, merge.Growth);
    }

    /// <summary>Applies a delta to the rows of a set or of a part of it.</summary>
    /// <param name="rows">In ascending key order.</param>
    /// <param name="changes">In ascending key order.</param>
    /// <exception cref="TargetFormatException">A change removes a key that does not exist.</exception>
    public static IEnumerable<SetRow> Merge(IEnumerable<SetRow> rows, IEnumerable<SetChange> changes)
    {
        using var change = changes.GetEnumerator();
        var hasChange = change.MoveNext();
        foreach (var row in rows)
        {
            while (hasChange && change.Current.Key.Span.SequenceCompareTo(row.Key.Span) < 0)
            {
                yield return Added(change.Current);
                hasChange = change.MoveNext();
            }

            if (!hasChange || !change.Current.Key.Span.SequenceEqual(row.Key.Span))
            {
                yield return row;
                continue;
            }

            if (!change.Current.IsRemoval)
            {
                yield return new(row.Key, change.Current.Value);
            }

            hasChange = change.MoveNext();
        }

        for (; hasChange; hasChange = change.MoveNext())
        {
            yield return Added(change.Current);
        }
    }

    /// <exception cref="TargetFormatException">The change is a removal.</exception>
    internal static SetRow Added(SetChange change) =>
        change.IsRemoval
            ? throw new TargetFormatException("The delta removes a key that the set does not hold.")
            : new(change.Key, change.Value);

    private static int EndOf(SetShape shape, IReadOnlyList<SetChange> changes, int first, int bucket)
    {
        var end = first + 1;
        while (end < changes.Count && shape.BucketOf(changes[end].Key.Span) == bucket)
        {
            end++;
        }

        return end;
    }
}
