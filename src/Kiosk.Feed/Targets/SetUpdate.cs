namespace Kiosk.Feed.Targets;

/// <summary>The effect of a delta on a set, computed by reading and hashing only the buckets it touches.</summary>
/// <param name="Changed">New digests of those buckets. Applied to the stored digests they give the hash, which must equal the signed one before anything is used.</param>
/// <param name="Growth">Rows added minus rows removed.</param>
public sealed record SetUpdate(SetDigestPatch Changed, int Growth)
{
    /// <param name="changes">In ascending key order, as in a delta.</param>
    /// <param name="rowsOf">Gives the current rows whose keys begin with a prefix, in ascending key order, valid until the next call.</param>
    /// <exception cref="TargetFormatException">A change removes a key that does not exist.</exception>
    public static SetUpdate Apply(DataClass dataClass, IEnumerable<SetChange> changes, Func<ReadOnlyMemory<byte>, IEnumerable<SetRow>> rowsOf)
    {
        using var hasher = new BucketHasher();
        var changed = new SetDigestPatch();
        var growth = 0;
        foreach (var bucket in Buckets(dataClass, changes))
        {
            var rows = Merge(rowsOf(bucket.Prefix), bucket.Changes, out var balance);
            growth += balance;
            if (rows.Count == 0)
            {
                changed.PutEmpty(bucket.Prefix);
            }
            else
            {
                changed.Put(bucket.Prefix, DigestOf(hasher, rows));
            }
        }

        return new(changed, growth);
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

    private static SetRow Added(SetChange change) =>
        change.IsRemoval
            ? throw new TargetFormatException("The delta removes a key that the set does not hold.")
            : new(change.Key, change.Value);

    private static List<SetRow> Merge(IEnumerable<SetRow> present, List<SetChange> changes, out int balance)
    {
        List<SetRow> before = [.. present];
        List<SetRow> after = [.. Merge(before, changes)];
        balance = after.Count - before.Count;
        return after;
    }

    private static byte[] DigestOf(BucketHasher hasher, List<SetRow> rows)
    {
        foreach (var row in rows)
        {
            hasher.Add(row.Key.Span, row.Value.Span);
        }

        var digest = new byte[SetHash.Length];
        hasher.Finish(digest);
        return digest;
    }

    private static IEnumerable<(byte[] Prefix, List<SetChange> Changes)> Buckets(DataClass dataClass, IEnumerable<SetChange> changes)
    {
        byte[]? prefix = null;
        List<SetChange> bucket = [];
        foreach (var change in changes)
        {
            if (prefix is not null && !dataClass.BucketOf(change.Key.Span).SequenceEqual(prefix))
            {
                yield return (prefix, bucket);
                (prefix, bucket) = (null, []);
            }

            prefix ??= dataClass.BucketOf(change.Key.Span).ToArray();
            bucket.Add(new(change.Key.ToArray(), change.Value.ToArray()));
        }

        if (prefix is not null)
        {
            yield return (prefix, bucket);
        }
    }
}
