using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.CheckIn;
using Kiosk.Testing.Cache;
using Kiosk.Trials.Pki;

namespace Kiosk.Service.Tests.CheckIn;

public sealed class AttendanceRegisterTests
{
    /// <summary>A tap keeps the generation it started with, even if the display has moved on to the next one.</summary>
    [Fact]
    public async Task An_arrival_recorded_by_an_older_generation_is_in_the_book_of_the_newer()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        var parts = await hall.OpenAsync();
        var before = parts.Cache.Current;
        hall.Publish();
        parts.Cache.Refresh();
        var mode = new AdmissionMode.AtMeeting(TestCacheSource.Meeting, TestCacheSource.Meeting.Sessions[0]);
        var register = new AttendanceRegister(MeetingJournals.Of(parts.Journal), AdmissionRules.Default.Meetings, new OtherDoors(TimeProvider.System));
        register.BookFor(mode, before);
        register.BookFor(mode, parts.Cache.Current);

        var pseudonym = Pseudonym.ForMeeting(TestCacheSource.Meeting, TestCacheSource.TagOf(TappedCards.Member(1)));
        register.Record(mode, before, new AttendanceEvent.Entered(AttendanceBook.ContextOf(mode.Meeting, mode.Session), pseudonym, new Attendance(hall.Time.GetUtcNow(), Hall.Door)));

        Assert.Equal(2, parts.Cache.Current.Number);
        Assert.Equal(1, register.BookFor(mode, parts.Cache.Current).Summarise().Present);
    }

    /// <summary>Or whoever was undone there and comes again here is welcomed and not counted.</summary>
    [Fact]
    public async Task An_arrival_comes_after_an_undo_of_the_support_desk_whose_clock_runs_ahead()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        var terminal = await hall.OpenAsync();
        var mode = new AdmissionMode.AtMeeting(TestCacheSource.Meeting, TestCacheSource.Meeting.Sessions[0]);
        var pseudonym = Pseudonym.ForMeeting(TestCacheSource.Meeting, TestCacheSource.TagOf(TappedCards.Member(1)));
        await terminal.TapAsync(TappedCards.Member(1).Image());
        hall.Time.Advance(TimeSpan.FromMinutes(1));
        terminal.Register.Others.Follow(mode.Meeting.Id);
        Assert.True(terminal.Register.Learn(new(
            1, AttendanceBook.ContextOf(mode.Meeting, mode.Session), Convert.ToHexStringLower(pseudonym.ToArray()), hall.Time.GetUtcNow().AddMinutes(1), "Bàn hỗ trợ", "hall-desk", 1, JournalCounts.Nothing, JournalOutcome.Reverted)));

        await terminal.TapAsync(TappedCards.Member(1).Image());

        Assert.Equal(1, terminal.Register.BookFor(mode, terminal.Cache.Current).Summarise().Present);
    }
}
