namespace Kiosk.Feed.Attendance;

/// <summary>
/// Where one person is during one session: the same fold over the same records on every terminal and at the collector. Records count by their instants, not in the order in which they become known, because
/// journals meet in any order.
/// </summary>
/// <param name="First">The first entry that stands; null for somebody who did not come.</param>
/// <param name="Last">The newest movement that stands; null if there is none.</param>
/// <param name="Again">Entries of somebody who was inside already: doors that did not know of each other.</param>
/// <param name="Undone">Movements that do not stand, each with the newest record that says so.</param>
/// <param name="Excused">The newest note of an absence; null if there is none.</param>
public sealed record PersonTrail<T>(T? First, T? Last, IReadOnlyList<T> Again, IReadOnlyList<(T Movement, T By)> Undone, T? Excused)
    where T : class, IMovement
{
    public bool Came => First is not null;

    public bool IsInside => Came && Last is not { Kind: MovementKind.Left };
}
