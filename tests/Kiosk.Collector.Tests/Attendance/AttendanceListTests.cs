using Kiosk.Collector.Attendance;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Journal;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Collector.Tests.Attendance;

public sealed class AttendanceListTests
{
    [Fact]
    public void Each_person_is_present_once_by_the_first_arrival_at_any_door()
    {
        var list = Assert.Single(AttendanceList.Of([.. Arrivals("HN-02", 5, 6), .. Arrivals("HN-01", 1, 5)]));

        Assert.Equal([1, 5, 6], list.Present.Select(person => (int)(person.First.At - TestJournal.Morning).TotalSeconds));
        Assert.Equal(3, list.CountingFor(JournalCounts.Quorum));
        Assert.Equal(0, list.CountingFor(JournalCounts.Vote));
    }

    [Fact]
    public void Two_doors_that_admit_one_person_are_a_conflict_to_review_and_no_record_is_lost()
    {
        var conflict = Assert.Single(Assert.Single(AttendanceList.Of([.. Arrivals("HN-02", 5), .. Arrivals("HN-01", 5)])).Conflicts);

        Assert.Equal(("HN-01", "HN-02"), (conflict.First.TerminalId, Assert.Single(conflict.Again).TerminalId));
    }

    [Fact]
    public void The_order_in_which_journals_arrive_changes_nothing()
    {
        List<CollectedFrame> all = [.. Arrivals("HN-01", 1, 2, 3, 9), .. Arrivals("HN-02", 3, 4), .. Arrivals("HN-03", 9)];

        Assert.Equivalent(AttendanceList.Of(all), AttendanceList.Of(all.AsEnumerable().Reverse()), strict: true);
    }

    [Fact]
    public void Sessions_are_counted_apart()
    {
        var journal = new TestJournal("HN-01").Admit(1, 2).Admit(1, 1, session: "phien-2");

        Assert.Equal([("dai-hoi-2026/phien-1", 2), ("dai-hoi-2026/phien-2", 1)], AttendanceList.Of(Collected(journal)).Select(list => (list.Context, list.Present.Count)));
    }

    [Fact]
    public void A_correction_undoes_what_came_before_it_in_whatever_order_the_journals_meet()
    {
        List<CollectedFrame> all = [.. Arrivals("HN-01", 5), .. Arrivals("HN-02", 5), .. Desk(5, JournalOutcome.Reverted, ReasonCode.DeskMistaken, seconds: 10)];

        var list = Assert.Single(AttendanceList.Of(all));

        Assert.Empty(list.Present);
        Assert.Equal(["HN-01", "HN-02"], list.Undone.Select(one => one.Arrival.TerminalId));
        Assert.Equivalent(list, Assert.Single(AttendanceList.Of(all.AsEnumerable().Reverse())), strict: true);
    }

    [Fact]
    public void Whoever_comes_after_a_correction_is_present_again()
    {
        var again = new TestJournal("HN-02").Append(TestJournal.Arrival(5, "2") with { Clock = new(TestJournal.Morning.AddSeconds(20), ClockTrust.Attested) });

        var list = Assert.Single(AttendanceList.Of([.. Arrivals("HN-01", 5), .. Desk(5, JournalOutcome.Reverted, ReasonCode.DeskNotEntered, seconds: 10), .. Collected(again)]));

        Assert.Equal("HN-02", Assert.Single(list.Present).First.TerminalId);
        Assert.Empty(list.Conflicts);
    }

    [Fact]
    public void Whoever_is_noted_absent_and_comes_all_the_same_is_present()
    {
        var list = Assert.Single(AttendanceList.Of([.. Desk(5, JournalOutcome.Excused, ReasonCode.DeskAbsentIll, seconds: 1), .. Desk(6, JournalOutcome.Excused, ReasonCode.DeskAbsentUnexcused, seconds: 1), .. Arrivals("HN-01", 5)]));

        Assert.Single(list.Present);
        Assert.False(Assert.Single(list.Absent).HasReason);
    }

    [Theory]
    [InlineData(JournalOutcome.Admitted, (int)ReasonCode.DeskNoCard)]
    [InlineData(JournalOutcome.Admitted, (int)ReasonCode.DeskCardLeftBehind)]
    [InlineData(JournalOutcome.Admitted, (int)ReasonCode.DeskCardUnreadable)]
    [InlineData(JournalOutcome.Admitted, (int)ReasonCode.DeskGuest)]
    [InlineData(JournalOutcome.Reverted, (int)ReasonCode.DeskMistaken)]
    [InlineData(JournalOutcome.Reverted, (int)ReasonCode.DeskNotEntered)]
    [InlineData(JournalOutcome.Reverted, (int)ReasonCode.DeskTrial)]
    [InlineData(JournalOutcome.Excused, (int)ReasonCode.DeskAbsentIll)]
    [InlineData(JournalOutcome.Excused, (int)ReasonCode.DeskAbsentOnDuty)]
    [InlineData(JournalOutcome.Excused, (int)ReasonCode.DeskAbsentFamily)]
    [InlineData(JournalOutcome.Excused, (int)ReasonCode.DeskAbsentOther)]
    [InlineData(JournalOutcome.Excused, (int)ReasonCode.DeskAbsentUnexcused)]
    public void What_the_support_desk_recorded_keeps_its_reason(object outcome, int code)
    {
        List<CollectedFrame> all = [.. Arrivals("HN-01", 5), .. Desk(5, JournalOutcome.Reverted, ReasonCode.DeskMistaken, seconds: 10), .. Desk(5, (JournalOutcome)outcome, (ReasonCode)code, seconds: 20)];

        var list = Assert.Single(AttendanceList.Of(all));

        Assert.Contains((ReasonCode)code, list.Present.Select(person => person.First.Code).Concat(list.Absent.Select(person => person.Noted.Code)).Concat(list.Undone.Select(one => one.By.Code)));
    }

    [Fact]
    public void Whoever_goes_out_came_and_is_not_inside_until_they_return()
    {
        List<CollectedFrame> all = [.. Arrivals("HN-01", 5, 6), .. Desk(5, JournalOutcome.Left, ReasonCode.AdmissionLeft, seconds: 30)];

        var list = Assert.Single(AttendanceList.Of(all));

        Assert.Equal((2, 1), (list.Present.Count, list.Inside));
        Assert.Equal(2, Assert.Single(AttendanceList.Of([.. all, .. Desk(5, JournalOutcome.Admitted, ReasonCode.Admitted, seconds: 40)])).Inside);
        Assert.Empty(list.Conflicts);
    }

    private static IEnumerable<CollectedFrame> Desk(int person, JournalOutcome outcome, ReasonCode code, int seconds) => Collected(new TestJournal("desk").Append(
        TestJournal.Arrival(person, "desk") with { Clock = new(TestJournal.Morning.AddSeconds(seconds), ClockTrust.Attested), Outcome = outcome, Code = code }));

    private static IEnumerable<CollectedFrame> Arrivals(string terminal, params int[] people)
    {
        var journal = new TestJournal(terminal);
        foreach (var person in people)
        {
            journal.Admit(person, 1);
        }

        return Collected(journal);
    }

    private static IEnumerable<CollectedFrame> Collected(TestJournal journal) => journal.Frames.Select(frame => new CollectedFrame(journal.TerminalId, JournalFrame.Decode(frame.Span)));
}
