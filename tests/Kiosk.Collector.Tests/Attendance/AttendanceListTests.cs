using Kiosk.Collector.Attendance;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Journal;

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
