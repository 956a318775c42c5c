using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Publishing;

/// <summary>Computes the changes that turn one set into another.</summary>
internal static class SetDifference
{
    /// <param name="before">In ascending key order; each row need only be valid until the next is read.</param>
    /// <param name="after">In ascending key order; referenced by the changes.</param>
    public static List<SetChange> Between(IEnumerable<SetRow> before, IEnumerable<SetRow> after)
    {
        var changes = new List<SetChange>();
        using var old = before.GetEnumerator();
        var hasOld = old.MoveNext();
        foreach (var row in after)
        {
            while (hasOld && old.Current.Key.Span.SequenceCompareTo(row.Key.Span) < 0)
            {
                changes.Add(new(old.Current.Key.ToArray(), default));
                hasOld = old.MoveNext();
            }

            var isSameKey = hasOld && old.Current.Key.Span.SequenceEqual(row.Key.Span);
            if (!isSameKey || !old.Current.Value.Span.SequenceEqual(row.Value.Span))
            {
                changes.Add(new(row.Key, row.Value));
            }

            if (isSameKey)
            {
                hasOld = old.MoveNext();
            }
        }

        for (; hasOld; hasOld = old.MoveNext())
        {
            changes.Add(new(old.Current.Key.ToArray(), default));
        }

        return changes;
    }
}
