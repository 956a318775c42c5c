using Kiosk.Feed.Records;

namespace Kiosk.Feed.Attendance;

/// <summary>Which alternate takes whose place by a supervisor's act: two records of one instant at one door, one of the delegate and one of the alternate. The newest act about either counts.</summary>
public static class Substitutions
{
    /// <param name="records">Of one session, each with whose it is.</param>
    /// <returns>The delegate by the alternate.</returns>
    public static IReadOnlyDictionary<TPerson, TPerson> Of<TPerson>(IEnumerable<(TPerson Person, IMovement Record)> records)
        where TPerson : notnull
    {
        var delegates = new Dictionary<TPerson, TPerson>();
        foreach (var act in records.Where(one => one.Record.Kind is MovementKind.Yielded or MovementKind.Substituted).GroupBy(one => (one.Record.At, one.Record.Door)).OrderBy(act => act.Key.At))
        {
            if (act.OrderBy(one => one.Record.Kind).ToList() is not [{ Record.Kind: MovementKind.Yielded, Person: var absent }, { Record.Kind: MovementKind.Substituted, Person: var alternate }])
            {
                continue;
            }

            foreach (var before in delegates.Where(one => one.Value.Equals(absent)).Select(one => one.Key).ToList())
            {
                delegates.Remove(before);
            }

            delegates[alternate] = absent;
        }

        return delegates;
    }

    /// <returns>The alternate's roster line in the delegate's place; null if the rules allow none of it: only an alternate replaces, and only a delegate is replaced.</returns>
    public static RosterEntry? LineOf(RosterEntry alternate, RosterEntry? absent) =>
        alternate.Class is AttendeeClass.Alternate && absent?.Class is AttendeeClass.DelegateExOfficio or AttendeeClass.DelegateElected or AttendeeClass.DelegateAppointed
            ? alternate with { Replaces = absent!.Tag }
            : null;
}
