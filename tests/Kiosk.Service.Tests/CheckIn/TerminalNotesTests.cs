using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Time;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Starts, stops and mode switches are journaled, and are never counted as taps.</summary>
public sealed class TerminalNotesTests
{
    private readonly IssuedCard member = TappedCards.Member(1);

    [Fact]
    public async Task A_start_and_a_stop_are_on_record_with_mode_origin_and_version()
    {
        await using var hall = new Hall(member);
        await hall.OpenAsync();
        await hall.OpenAsync();

        Assert.Equal([TerminalNote.Started, TerminalNote.Stopped, TerminalNote.Started], hall.Notes.Select(note => TerminalNote.Parse(note.Context).Event));
        var (record, note) = (hall.Notes[0], TerminalNote.Parse(hall.Notes[0].Context));
        Assert.Equal(("meeting:dai-hoi-2026", "settings"), (note.Mode, note.By));
        Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+", note.Version);
        Assert.Equal((JournalMode.Terminal, Hall.Door, TestPki.Now, ClockTrust.FloorOnly), (record.Mode, record.Door, record.Clock.Instant, record.Clock.Trust));
    }

    [Fact]
    public async Task A_mode_switch_is_on_record_and_the_next_start_says_whence_the_mode_came()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        terminal.Control.SwitchMode(ModeSelection.From(Hall.ForProcedure), by: "uid:1000");
        await hall.OpenAsync();

        var switched = TerminalNote.Parse(hall.Notes[1].Context);
        Assert.Equal((TerminalNote.ModeSwitched, "procedure:CD-01", "uid:1000"), (switched.Event, switched.Mode, switched.By));
        Assert.DoesNotContain("HS-2026", hall.Notes[1].Context, StringComparison.Ordinal);
        var started = TerminalNote.Parse(hall.Notes[^1].Context);
        Assert.Equal((TerminalNote.Started, "procedure:CD-01", "last-switch"), (started.Event, started.Mode, started.By));
    }

    [Fact]
    public void An_event_that_cannot_be_recorded_takes_the_terminal_out_of_service_and_the_switch_does_not_happen()
    {
        using var folder = TestFolder.Fast();
        var files = new FaultyFiles(new DurableFiles());
        using var journal = CheckInJournal.Open(folder["journal"], "HN-01", TestJournalKeys.Of("HN-01"), files);
        var failure = new ServiceFailure(journal);
        var notes = new TerminalNotes(journal, new ClockMonitor(new ManualTimeProvider(TestPki.Now), new ClockSource(() => false, HasRealTimeClock: false), TestPki.Yesterday), failure, new TerminalDoor("1"));
        files.FailAfter(0, FileFault.Sync);

        var met = Assert.Throws<OutOfServiceException>(() => notes.Write(TerminalNote.ModeSwitched, new ModeSelection(ModeSelection.Verify), "uid:1000"));

        Assert.Equal(ReasonCode.TerminalJournal, met.Outage.Code);
        Assert.Same(met.Outage, failure.Outage);
    }

    [Fact]
    public async Task A_switch_whose_record_fails_leaves_the_terminal_as_it_was_also_after_a_restart()
    {
        await using var hall = new Hall(member);
        var parts = await hall.OpenAsync();
        var before = parts.Modes.Current;

        Assert.Throws<OutOfServiceException>(() => parts.Modes.SwitchTo(
            ModeSelection.From(Hall.ForProcedure), parts.Cache.Current, TestPki.Now, _ => throw new OutOfServiceException(new OutOfService(ReasonCode.TerminalJournal, Kiosk.Words.Phrase.Untranslated("The disk is full.")))));

        Assert.Same(before, parts.Modes.Current);
        Assert.Equal(ModeSelection.AtMeeting, (await hall.OpenAsync()).Modes.Current.Kind);
    }

    [Fact]
    public async Task Neither_presence_nor_the_count_of_records_is_moved_by_them()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        terminal.Control.SwitchMode(ModeSelection.From(Hall.AtMeeting), by: "uid:1000");
        Assert.Contains("\"present\":0,", terminal.StatusJsonText, StringComparison.Ordinal);

        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
        await hall.OpenAsync();

        var health = (await hall.OpenAsync()).Health;
        Assert.Equal(1UL, health.JournalTaps);
        Assert.Contains("\"journalTaps\":1,", (await hall.OpenAsync()).StatusJsonText, StringComparison.Ordinal);
    }
}
