namespace Kiosk.Feed.Attendance;

/// <summary>Folds the records about one person into where they are (<see cref="PersonTrail{T}"/>).</summary>
public static class PersonTrail
{
    /// <param name="records">Of one person at one session, in any order.</param>
    public static PersonTrail<T> Of<T>(IReadOnlyList<T> records)
        where T : class, IMovement =>
        records is [{ Kind: MovementKind.Entered } only] ? new(only, only, [], [], null) : Fold(records.OrderBy(one => one.At).ThenBy(one => one.Kind).ThenBy(one => one.Door, StringComparer.Ordinal));

    private static PersonTrail<T> Fold<T>(IEnumerable<T> ordered)
        where T : class, IMovement
    {
        var (standing, undone) = (new List<T>(), new List<(T Movement, T By)>());
        T? excused = null;
        foreach (var one in ordered)
        {
            switch (one.Kind)
            {
                case MovementKind.Reverted:
                    undone = [.. undone.Select(before => (before.Movement, one)), .. standing.Where(movement => IsMovement(movement)).Select(movement => (movement, one))];
                    standing.Clear();
                    break;
                case MovementKind.Undone when standing.FindLast(movement => IsMovement(movement) && movement.Door == one.Door) is { } last:
                    undone.Add((last, one));
                    standing.Remove(last);
                    break;
                case MovementKind.Excused:
                    excused = one;
                    break;
                case MovementKind.Entered or MovementKind.Seen or MovementKind.Left:
                    standing.Add(one);
                    break;
                default:
                    break;
            }
        }

        return Walk(standing, undone, excused);
    }

    private static PersonTrail<T> Walk<T>(List<T> standing, List<(T Movement, T By)> undone, T? excused)
        where T : class, IMovement
    {
        T? first = null, last = null;
        var again = new List<T>();
        foreach (var one in standing)
        {
            if (one.Kind is MovementKind.Entered)
            {
                if (first is not null && last is not { Kind: MovementKind.Left })
                {
                    again.Add(one);
                    continue;
                }

                first ??= one;
            }

            // Proof of presence only: somebody inside stays where they entered.
            last = one.Kind is MovementKind.Seen && last is not { Kind: MovementKind.Left } ? last : one;
        }

        return new(first, last, again, undone, excused);
    }

    private static bool IsMovement(IMovement one) => one.Kind is MovementKind.Entered or MovementKind.Left;
}
