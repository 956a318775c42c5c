using FsCheck;
using FsCheck.Fluent;
using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

public sealed class AttendanceBookTests
{
    private static readonly Meeting Congress = Meeting(MeetingKind.DelegateCongress);

    private static readonly Roster List = new([
        Line(1, AttendeeClass.DelegateElected, delegation: "Hà Giang"),
        Line(2, AttendeeClass.DelegateElected, delegation: "Hà Giang"),
        Line(3, AttendeeClass.DelegateExOfficio, delegation: "Trường Sa"),
        Line(4, AttendeeClass.Alternate, delegation: "Trường Sa", replaces: 3),
        Line(5, AttendeeClass.Guest)]);

    [Fact]
    public void Who_was_recorded_is_found_with_time_and_door()
    {
        var book = Book();

        Assert.True(book.Record(Came(1, "07:45:00", door: "2")));

        Assert.Equal(new Attendance(At("07:45:00"), "2"), book.Find(Tag(1)));
        Assert.Null(book.Find(Tag(2)));
    }

    [Fact]
    public void The_earlier_of_two_arrivals_is_kept_whichever_becomes_known_first()
    {
        var book = Book(Came(1, "07:45:00", door: "2"));

        Assert.True(book.Record(Came(1, "07:10:00", door: "1")));
        Assert.False(book.Record(Came(1, "07:50:00", door: "3")));

        Assert.Equal(new Attendance(At("07:10:00"), "1"), book.Find(Tag(1)));
        Assert.Equal(1, book.Summarise().Present);
    }

    [Fact]
    public void Another_session_of_the_same_meeting_is_another_attendance()
    {
        var book = Book();

        Assert.False(book.Record(Came(1) with { Context = "dh-2026/p2" }));

        Assert.Null(book.Find(Tag(1)));
    }

    [Fact]
    public void A_book_filled_again_from_the_journal_says_the_same()
    {
        var book = Book();
        foreach (var arrival in new[] { Came(1), Came(5), Came(2), Came(1, "09:00:00"), Came(9) })
        {
            book.Record(arrival);
        }

        var again = new AttendanceBook(Congress, Session, List, MeetingRules.Default, book.Events);

        Assert.Equivalent(book.Summarise(), again.Summarise(), strict: true);
        Assert.Equal(book.Arrivals, again.Arrivals);
    }

    [Fact]
    public void Presence_is_counted_by_class_and_delegation_and_for_the_quorum()
    {
        var summary = Book(Came(1), Came(3), Came(5)).Summarise();

        Assert.Equal((5, 3, 0), (summary.Convened, summary.Present, summary.OffRoster));
        Assert.Equal(new Headcount(2, 1), summary.ByClass[AttendeeClass.DelegateElected] with { LastAt = null, Inside = 0, Quorum = null });
        Assert.Equal(new Headcount(1, 1), summary.ByClass[AttendeeClass.Guest] with { LastAt = null, Inside = 0, Quorum = null });
        Assert.Equal(new Headcount(2, 1), summary.ByDelegation["Trường Sa"] with { LastAt = null, Inside = 0, Quorum = null });
        Assert.Equal(new Headcount(1, 1), summary.ByDelegation[""] with { LastAt = null, Inside = 0, Quorum = null });
        Assert.Equal(new QuorumState(Present: 2, Convened: 3, Required: 2), summary.Quorum);
        Assert.Equal((2, 2), (summary.InVotingBase, summary.MayVote));
    }

    [Fact]
    public void A_guest_does_not_bring_the_quorum_nearer() => Assert.Equal(0, Book(Came(5)).QuorumState!.Present);

    [Fact]
    public void An_alternate_fills_the_place_of_the_absent_delegate() => Assert.Equal(1, Book(Came(4)).QuorumState!.Present);

    [Fact]
    public void A_delegate_and_the_alternate_who_both_come_count_once_and_it_is_shown()
    {
        var summary = Book(Came(3), Came(4)).Summarise();

        Assert.Equal((2, 1, 1, 1), (summary.Present, summary.Quorum!.Present, summary.MayVote, summary.ContestedMandates));
    }

    [Fact]
    public void Flags_decided_at_the_door_take_away_and_never_add()
    {
        var all = new VotingFlags(true, true, true);

        Assert.Equal(0, Book(Came(1) with { Flags = default(VotingFlags) }).QuorumState!.Present);
        Assert.Equal(0, Book(Came(5) with { Flags = all }).QuorumState!.Present);
        Assert.Equal(1, Book(Came(1) with { Flags = all }).QuorumState!.Present);
    }

    [Fact]
    public void Somebody_no_longer_on_the_list_stays_present_and_counts_for_no_quorum()
    {
        var summary = Book(Came(9)).Summarise();

        Assert.Equal((1, 1, 0), (summary.Present, summary.OffRoster, summary.Quorum!.Present));
    }

    [Fact]
    public void A_meeting_as_invited_has_no_quorum_to_show()
    {
        var meeting = Meeting(MeetingKind.AsInvited) with { Quorum = TwoThirds with { Numerator = 0 } };
        var book = new AttendanceBook(meeting, Session, List, MeetingRules.Default, [Came(1)]);

        Assert.Null(book.QuorumState);
        Assert.Null(book.Summarise().Quorum);
    }

    [Fact]
    public void A_meeting_with_an_unsound_quorum_has_no_book() =>
        Assert.Throws<ArgumentException>(() =>
            new AttendanceBook(Congress with { Quorum = TwoThirds with { Denominator = 0 } }, Session, List, MeetingRules.Default, []));

    [Fact]
    public void In_whatever_order_and_however_often_people_come_the_counts_agree_with_the_list() =>
        Prop.ForAll(Gen.Choose(1, 7).ArrayOf().ToArbitrary(), numbers =>
        {
            var summary = Book([.. numbers.Select(number => Came((byte)number))]).Summarise();
            var present = numbers.ToHashSet();
            var places = present.Intersect([1, 2]).Count() + (present.Contains(3) || present.Contains(4) ? 1 : 0);
            return summary.Present == present.Count
                && summary.OffRoster == present.Count(number => number > 5)
                && summary.Quorum!.Present == places
                && summary.Quorum.Present <= summary.Quorum.Convened
                && summary.ByClass.Values.Sum(head => head.Present) == summary.Present - summary.OffRoster;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_arrival_that_was_undone_does_not_count_and_the_person_may_enter_again()
    {
        var book = Book(Came(1), Came(2));

        Assert.True(book.Record(Undone(1, "07:31:00")));
        Assert.Null(book.Find(Tag(1)));
        Assert.Equal((1, 1), (book.Summarise().Present, book.Summarise().Quorum!.Present));
        Assert.True(book.Record(Came(1, "07:32:00")));
        Assert.Equal(2, book.Summarise().Quorum!.Present);
    }

    [Fact]
    public void In_whatever_order_arrivals_and_corrections_become_known_the_attendance_is_the_same()
    {
        AttendanceEvent[] events = [Came(1), Came(1, "07:30:30", "2"), Undone(1, "07:30:10"), Came(2), Undone(2, "07:33:00"), new AttendanceEvent.Excused("dh-2026/p1", Pseudonym.ForMeeting(Congress, Tag(2)), new(At("07:34:00"), "Bàn hỗ trợ"))];

        Assert.All(Orders(events), order =>
        {
            var book = new AttendanceBook(Congress, Session, List, MeetingRules.Default, order);
            var again = new AttendanceBook(Congress, Session, List, MeetingRules.Default, book.Events);

            Assert.Equal("2", Assert.Single(book.Arrivals).Attendance.Door);
            Assert.Equal(book.Arrivals, again.Arrivals);
            Assert.Equal((1, 1, 1), (book.Summarise().Quorum!.Present, book.Summarise().Excused, again.Summarise().Excused));
        });
    }

    [Fact]
    public void Whoever_goes_out_stays_among_those_who_came_and_is_no_longer_inside()
    {
        var book = Book(Came(1), Came(2));

        Assert.True(book.Record(Went(1, "08:40:00")));

        Assert.Equal((2, 1, 2), (book.Summarise().Present, book.Summarise().Inside, book.Summarise().Quorum!.Present));
        Assert.True(book.Record(Came(1, "08:55:00")));
        Assert.Equal((2, 2, 0), (book.Summarise().Present, book.Summarise().Inside, book.Conflicts));
    }

    [Fact]
    public void Where_those_inside_count_going_out_lowers_the_quorum_and_returning_raises_it()
    {
        var book = new AttendanceBook(Congress with { Quorum = TwoThirds with { Basis = QuorumBasis.Inside } }, Session, List, MeetingRules.Default, [Came(1), Came(2), Went(1, "08:40:00")]);

        Assert.Equal(1, book.QuorumState!.Present);
        book.Record(Came(1, "08:55:00"));
        Assert.Equal(2, book.QuorumState!.Present);
    }

    [Fact]
    public void Doors_that_admit_somebody_who_is_inside_are_a_conflict_until_one_of_the_arrivals_is_undone()
    {
        var book = Book(Came(1), Came(1, "07:31:00", "2"));

        Assert.Equal(1, book.Conflicts);
        book.Record(Undone(1, "07:32:00"));
        Assert.Equal(0, book.Conflicts);
    }

    [Fact]
    public void An_alternate_whom_a_supervisor_puts_in_an_absent_delegates_place_counts_although_the_door_found_nothing_to_count()
    {
        var free = new Roster([Line(1, AttendeeClass.DelegateElected), Line(2, AttendeeClass.DelegateElected), Line(4, AttendeeClass.Alternate)]);
        var book = new AttendanceBook(Congress, Session, free, MeetingRules.Default, [Came(4) with { Flags = default(VotingFlags) }]);
        Assert.Equal(0, book.QuorumState!.Present);

        book.Record(new AttendanceEvent.Substituted("dh-2026/p1", Pseudonym.ForMeeting(Congress, Tag(1)), new(At("07:40:00"), "Bàn hỗ trợ"), IsAlternate: false));
        book.Record(new AttendanceEvent.Substituted("dh-2026/p1", Pseudonym.ForMeeting(Congress, Tag(4)), new(At("07:40:00"), "Bàn hỗ trợ"), IsAlternate: true));

        Assert.Equal((1, 2, 1), (book.QuorumState!.Present, book.QuorumState.Convened, book.Summarise().MayVote));
        book.Record(Came(1, "08:10:00"));
        Assert.Equal((1, 1), (book.QuorumState!.Present, book.Summarise().ContestedMandates));
    }

    [Fact]
    public async Task One_may_look_on_while_another_records()
    {
        var roster = new Roster(Enumerable.Range(1, 200).Select(number => Line((byte)number, AttendeeClass.DelegateElected)));
        var book = new AttendanceBook(Congress, Session, roster, MeetingRules.Default, []);

        var recording = Task.Run(() => Enumerable.Range(1, 200).Count(number => book.Record(Came((byte)number))), CancellationToken.None);
        var watching = Task.Run(
            () => Enumerable.Range(0, 200).Select(_ => book.Summarise()).All(seen => seen.Present == seen.Quorum!.Present), CancellationToken.None);

        Assert.Equal(200, await recording);
        Assert.True(await watching);
    }

    private static AttendanceBook Book(params AttendanceEvent.Entered[] arrivals) => new(Congress, Session, List, MeetingRules.Default, arrivals);

    private static AttendanceEvent.Reverted Undone(byte number, string time) => new("dh-2026/p1", Pseudonym.ForMeeting(Congress, Tag(number)), new(At(time), "Bàn hỗ trợ"));

    private static AttendanceEvent.Left Went(byte number, string time, string door = Door) => new("dh-2026/p1", Pseudonym.ForMeeting(Congress, Tag(number)), new(At(time), door));

    private static IEnumerable<AttendanceEvent[]> Orders(AttendanceEvent[] events) => events.Length <= 1
        ? [events]
        : events.SelectMany((first, index) => Orders([.. events[..index], .. events[(index + 1)..]]).Select(rest => (AttendanceEvent[])[first, .. rest]));

    private static AttendanceEvent.Entered Came(byte number, string time = "07:30:00", string door = Door) =>
        new("dh-2026/p1", Pseudonym.ForMeeting(Congress, Tag(number)), new Attendance(At(time), door));
}
