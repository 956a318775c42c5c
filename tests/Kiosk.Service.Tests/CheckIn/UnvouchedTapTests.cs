using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Somebody who has the disk writes into the journal that a member has come. Neither the quorum nor the guard against a second arrival believes it, unless the terminal's own key vouches for the record.</summary>
public sealed class UnvouchedTapTests
{
    private readonly IssuedCard member = TappedCards.Member(1);

    [Fact]
    public async Task Vouched_for_by_the_terminals_key_the_arrival_counts_for_the_quorum_and_the_member_is_in_already()
    {
        await using var hall = new Hall(member);
        var key = (await hall.OpenAsync()).Journal.Frames;
        await hall.CloseAsync();
        Insert(hall, key);
        var terminal = await hall.OpenAsync();

        Assert.Equal((1, 1), Present(terminal));
        Assert.Equal(ReasonCode.AdmissionAlreadyIn, (await terminal.TapAsync(member.Image())).Code);
    }

    [Fact]
    public async Task By_another_key_no_service_starts_with_it()
    {
        await using var hall = new Hall(member);
        await hall.OpenAsync();
        await hall.CloseAsync();
        Insert(hall, ForeignKey);

        Assert.Contains("was not written by this terminal", (await Assert.ThrowsAsync<JournalBrokenException>(() => hall.OpenAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_another_key_behind_a_running_terminal_the_member_is_admitted_as_the_first()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        Insert(hall, ForeignKey);

        Assert.Equal((0, 0), Present(terminal));
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
        Assert.Equal((1, 1), Present(terminal));
    }

    private static FrameKey ForeignKey => TestJournalKeys.Of(RunningTerminal.Id, "forger").Frames;

    private static (int Present, int Quorum) Present(RunningTerminal terminal)
    {
        var presence = terminal.Status.Of(terminal.Health).Presence!;
        return (presence.Present, presence.Quorum!.Present);
    }

    // Behind the last checkpoint, as after a power cut.
    private void Insert(Hall hall, FrameKey key)
    {
        var (meeting, found) = (TestCacheSource.Meeting, JournalVerifier.Verify(hall.Folders.Journal));
        var record = new JournalRecord(
            new(hall.Time.GetUtcNow(), ClockTrust.Rtc),
            JournalMode.Meeting,
            AttendanceBook.ContextOf(meeting, meeting.Sessions[0]),
            Hall.Door,
            Pseudonym.ForMeeting(meeting, TestCacheSource.TagOf(member)).ToArray(),
            JournalOutcome.Admitted,
            ReasonCode.Admitted,
            // Without the zeros by which storage that was never written is told.
            Enumerable.Repeat((byte)0xA5, 60).ToArray(),
            JournalCounts.Quorum | JournalCounts.VotingBase | JournalCounts.Vote);
        var frame = new byte[JournalFrame.LengthOf(record)];
        JournalFrame.Encode(record, new(found.Frames, found.LastHash), key, frame);
        File.AppendAllBytes(JournalFolder.Segments(hall.Folders.Journal)[^1], frame);
    }
}
