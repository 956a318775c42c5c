using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Tests.Attendance;

public sealed class SubstitutionsTests
{
    [Fact]
    public void Two_records_of_one_instant_say_who_takes_whose_place() =>
        Assert.Equal([KeyValuePair.Create("alternate", "delegate")], Of(Yielded("delegate", 5), Substituted("alternate", 5)));

    [Fact]
    public void One_record_alone_says_nothing()
    {
        Assert.Empty(Of(Yielded("delegate", 5)));
        Assert.Empty(Of(Yielded("delegate", 5), Substituted("alternate", 6)));
    }

    [Fact]
    public void The_newest_act_about_a_delegate_counts_in_whatever_order_it_becomes_known()
    {
        (string, IMovement)[] acts = [Yielded("delegate", 5), Substituted("first", 5), Yielded("delegate", 9), Substituted("second", 9)];

        Assert.Equal([KeyValuePair.Create("second", "delegate")], Of(acts));
        Assert.Equal([KeyValuePair.Create("second", "delegate")], Of([.. acts.AsEnumerable().Reverse()]));
    }

    [Theory]
    [InlineData(AttendeeClass.Alternate, AttendeeClass.DelegateElected, true)]
    [InlineData(AttendeeClass.Alternate, AttendeeClass.DelegateExOfficio, true)]
    [InlineData(AttendeeClass.Alternate, AttendeeClass.Guest, false)]
    [InlineData(AttendeeClass.Guest, AttendeeClass.DelegateElected, false)]
    [InlineData(AttendeeClass.DelegateElected, AttendeeClass.DelegateElected, false)]
    public void Only_an_alternate_takes_only_a_delegates_place(AttendeeClass alternate, AttendeeClass absent, bool isAllowed) =>
        Assert.Equal(isAllowed, Substitutions.LineOf(Entry(1, alternate), Entry(2, absent))?.Replaces is not null);

    [Fact]
    public void Nobody_takes_the_place_of_somebody_who_is_not_on_the_list() => Assert.Null(Substitutions.LineOf(Entry(1, AttendeeClass.Alternate), null));

    private static IReadOnlyDictionary<string, string> Of(params (string, IMovement)[] records) => Substitutions.Of(records);

    private static (string, IMovement) Yielded(string person, int minute) => (person, new Movement(MovementKind.Yielded, minute));

    private static (string, IMovement) Substituted(string person, int minute) => (person, new Movement(MovementKind.Substituted, minute));

    private static RosterEntry Entry(byte number, AttendeeClass attendee) => new(CardTag.FromBytes([number, .. new byte[15]]), attendee, null, null, null, null);

    private sealed record Movement(MovementKind Kind, int Minute) : IMovement
    {
        public DateTimeOffset At => DateTimeOffset.UnixEpoch.AddMinutes(Minute);

        public string Door => "desk";
    }
}
