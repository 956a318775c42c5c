using Kiosk.Feed.Attendance;

namespace Kiosk.Feed.Tests.Attendance;

public sealed class PersonTrailTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Whoever_went_out_came_and_is_not_inside()
    {
        var trail = Of(new(MovementKind.Entered, 0), new(MovementKind.Left, 40));

        Assert.Equal((true, false), (trail.Came, trail.IsInside));
    }

    [Fact]
    public void Whoever_returns_is_inside_and_came_when_they_first_came()
    {
        var trail = Of(new(MovementKind.Entered, 0), new(MovementKind.Left, 40), new(MovementKind.Entered, 55));

        Assert.Equal((0, true), (trail.First!.Minute, trail.IsInside));
        Assert.Empty(trail.Again);
    }

    [Fact]
    public void An_entry_of_somebody_inside_is_shown_as_a_second_one()
    {
        var trail = Of(new(MovementKind.Entered, 0), new(MovementKind.Entered, 5, "2"), new(MovementKind.Left, 40));

        Assert.Equal("2", Assert.Single(trail.Again).Door);
        Assert.False(trail.IsInside);
    }

    [Fact]
    public void An_entrance_that_had_not_heard_of_the_leaving_proves_the_return() =>
        Assert.True(Of(new(MovementKind.Entered, 0), new(MovementKind.Left, 40, "2"), new(MovementKind.Seen, 55)).IsInside);

    [Fact]
    public void Being_seen_alone_is_no_arrival() => Assert.False(Of(new Movement(MovementKind.Seen, 5)).Came);

    [Fact]
    public void Leaving_without_an_entry_is_no_arrival_and_the_entry_may_become_known_later()
    {
        Assert.False(Of(new Movement(MovementKind.Left, 40)).Came);
        Assert.False(Of(new(MovementKind.Left, 40), new(MovementKind.Entered, 0, "2")).IsInside);
    }

    [Fact]
    public void An_operator_undoes_the_newest_passage_of_their_own_door_only()
    {
        var trail = Of(new(MovementKind.Entered, 0), new(MovementKind.Left, 40, "2"), new(MovementKind.Entered, 55), new(MovementKind.Undone, 56, "2"));

        Assert.Equal(40, Assert.Single(trail.Undone).Movement.Minute);
        Assert.True(trail.IsInside);
        Assert.Single(trail.Again);
    }

    [Fact]
    public void Undoing_a_return_leaves_the_person_outside_and_present()
    {
        var trail = Of(new(MovementKind.Entered, 0), new(MovementKind.Left, 40), new(MovementKind.Entered, 55), new(MovementKind.Undone, 56));

        Assert.Equal((true, false), (trail.Came, trail.IsInside));
    }

    [Fact]
    public void The_support_desk_undoes_everything_before()
    {
        var trail = Of(new(MovementKind.Entered, 0), new(MovementKind.Left, 40, "2"), new(MovementKind.Reverted, 50, "desk"));

        Assert.False(trail.Came);
        Assert.Equal(2, trail.Undone.Count);
    }

    [Fact]
    public void In_whatever_order_records_become_known_the_person_is_in_the_same_place()
    {
        Movement[] records =
        [
            new(MovementKind.Entered, 0), new(MovementKind.Left, 40, "2"), new(MovementKind.Entered, 55), new(MovementKind.Undone, 56), new(MovementKind.Seen, 57), new(MovementKind.Excused, 10, "desk"),
        ];

        Assert.All(Orders(records), order => Assert.Equal((0, true, 10), (Of(order).First!.Minute, Of(order).IsInside, Of(order).Excused!.Minute)));
    }

    private static PersonTrail<Movement> Of(params Movement[] records) => PersonTrail.Of<Movement>(records);

    private static IEnumerable<Movement[]> Orders(Movement[] records) => records.Length <= 1
        ? [records]
        : records.SelectMany((first, index) => Orders([.. records[..index], .. records[(index + 1)..]]).Select(rest => (Movement[])[first, .. rest]));

    private sealed record Movement(MovementKind Kind, int Minute, string Door = "1") : IMovement
    {
        public DateTimeOffset At => Morning.AddMinutes(Minute);
    }
}
