namespace Kiosk.Feed.Targets;

/// <summary>How to get from the stored set to the newest one with the fewest bytes.</summary>
public abstract record SetPlan
{
    private SetPlan()
    {
    }

    /// <param name="offered">The files of one province and class listed in the signed metadata.</param>
    /// <param name="held">Hash of the complete stored set; null if there is none.</param>
    public static SetPlan Choose(IReadOnlyCollection<SetTarget> offered, SetHash? held)
    {
        if (offered.Count == 0)
        {
            return new NotOffered();
        }

        var newest = offered.MaxBy(target => target.Result.Version)!;
        var routes = new Dictionary<SetHash, Steps>();
        if (held is { } start)
        {
            routes[start] = new([], 0);
        }

        foreach (var snapshot in offered.OfType<SetTarget.Snapshot>())
        {
            Offer(routes, snapshot, new([snapshot], snapshot.Packing.Length));
        }

        // Deltas only lead forward, so every route to a delta's start is known once all deltas from earlier versions are processed.
        foreach (var delta in offered.OfType<SetTarget.Delta>().OrderBy(delta => delta.From))
        {
            if (routes.TryGetValue(delta.FromHash, out var route))
            {
                Offer(routes, delta, new([.. route.Targets, delta], route.Bytes + delta.Packing.Length));
            }
        }

        return routes.TryGetValue(newest.Result.Hash, out var best) switch
        {
            false => new NotOffered(),
            true when best!.Targets.Count == 0 => new UpToDate(),
            true => best,
        };
    }

    private static void Offer(Dictionary<SetHash, Steps> routes, SetTarget reached, Steps route)
    {
        if (!routes.TryGetValue(reached.Result.Hash, out var known) || (route.Bytes, route.Targets.Count).CompareTo((known.Bytes, known.Targets.Count)) < 0)
        {
            routes[reached.Result.Hash] = route;
        }
    }

    /// <summary>The feed offers no set, or none that can be reached: the stored one is kept.</summary>
    public sealed record NotOffered : SetPlan;

    /// <summary>The stored set is the newest.</summary>
    public sealed record UpToDate : SetPlan;

    /// <summary>The files to download and apply in order: a snapshot replaces the set, a delta changes it.</summary>
    /// <param name="Bytes">Total download size.</param>
    public sealed record Steps(IReadOnlyList<SetTarget> Targets, long Bytes) : SetPlan;
}
