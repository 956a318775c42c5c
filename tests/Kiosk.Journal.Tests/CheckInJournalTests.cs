using Kiosk.Durability;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Time;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

public sealed class CheckInJournalTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_appended_record_is_read_back()
    {
        using var journal = Open(folder.Path);

        var receipt = journal.Append(Arrival(1));

        var entry = Assert.Single(journal.Read());
        AssertSame(Arrival(1), entry.Record);
        Assert.Equal(new JournalSequence(1), receipt.Sequence);
        Assert.Equal(Arrival(1).Clock.Instant, receipt.Instant);
        Assert.Equal(entry.FrameHash.ToArray(), receipt.FrameHash.ToArray());
    }

    [Fact]
    public void A_new_journal_is_empty()
    {
        using var journal = Open(folder["new/journal"]);

        Assert.Empty(journal.Read());
        Assert.Equal(new JournalSequence(0), journal.LastSequence);
        Assert.Null(journal.LastAttested);
    }

    [Fact]
    public void The_terminals_own_events_are_not_counted_as_taps()
    {
        using (var journal = Open(folder.Path))
        {
            journal.Append(Arrival(1));
            journal.Append(Arrival(2) with { Mode = JournalMode.Terminal, Outcome = JournalOutcome.Note, Context = new TerminalNote(TerminalNote.Started).ToContext() });
            Assert.Equal(1UL, journal.Taps);
        }

        using var again = Open(folder.Path);
        Assert.Equal((1UL, 2UL), (again.Taps, again.LastSequence.Value));
    }

    [Fact]
    public void A_reopened_journal_continues_the_sequence()
    {
        Write(folder.Path, frames: 3);

        using var journal = Open(folder.Path);

        Assert.Equal(new RecoveryReport(1, 3, null), journal.Recovery);
        Assert.Equal(Arrival(3).Clock.Instant, journal.LastAttested);
        Assert.Equal(new JournalSequence(4), journal.Append(Arrival(4)).Sequence);
        Assert.Equal([1, 2, 3, 4], journal.Read().Select(entry => entry.Sequence.Value));
    }

    [Theory]
    [InlineData(ClockTrust.Attested, ClockFault.Jumped)]
    [InlineData(ClockTrust.Rtc, ClockFault.None)]
    [InlineData(ClockTrust.FloorOnly, ClockFault.None)]
    internal void An_instant_without_network_time_does_not_become_LastAttested(ClockTrust trust, ClockFault fault)
    {
        using (var journal = Open(folder.Path))
        {
            journal.Append(Arrival(1));
            journal.Append(Arrival(2) with { Clock = new(Morning.AddYears(9), trust, fault) });
            Assert.Equal(Arrival(1).Clock.Instant, journal.LastAttested);
        }

        using var again = Open(folder.Path);
        Assert.Equal(Arrival(1).Clock.Instant, again.LastAttested);
    }

    [Fact]
    public void A_full_segment_is_continued_in_the_next_one()
    {
        Write(folder.Path, frames: 10, segmentLength: 600);

        using var journal = Open(folder.Path, segmentLength: 600);

        Assert.True(journal.Recovery.Segments > 3);
        Assert.Equal(10, journal.Read().Count());
    }

    [Fact]
    public void A_frame_longer_than_a_segment_gets_its_own()
    {
        using var journal = Open(folder.Path, segmentLength: 1_000);

        journal.Append(Arrival(1));
        journal.Append(Arrival(2, JournalFrame.MaximumSealedLength));
        journal.Append(Arrival(3));

        Assert.Equal(3, JournalFolder.Segments(folder.Path).Count);
        Assert.Equal(3, journal.Read().Count());
    }

    [Fact]
    public void A_second_writer_is_refused()
    {
        using var first = Open(folder.Path);

        var refusal = Assert.Throws<JournalInUseException>(() => Open(folder.Path));

        Assert.Equal($"The journal in {folder.Path} is being written by another process, most likely the running service: kiosk status shows it.", refusal.Message);
    }

    [Fact]
    public void A_journal_is_refused_under_another_terminal_id()
    {
        Write(folder.Path, frames: 1);

        var refusal = Assert.Throws<JournalException>(() => CheckInJournal.Open(folder.Path, "another", TestJournalKeys.Of("another"), new DurableFiles()));

        Assert.Equal($"The journal in {folder.Path} belongs to terminal {Terminal}, not another.", refusal.Message);
    }

    [Fact]
    public void A_failed_open_releases_the_lock()
    {
        Write(folder.Path, frames: 1);
        Assert.Throws<JournalException>(() => CheckInJournal.Open(folder.Path, "another", TestJournalKeys.Of("another"), new DurableFiles()));

        using var journal = Open(folder.Path);

        Assert.Equal(new JournalSequence(1), journal.LastSequence);
    }

    [Fact]
    public async Task Concurrent_appends_are_numbered_without_gaps()
    {
        using var journal = Open(folder.Path);

        var receipts = await Task.WhenAll(Enumerable.Range(1, 40).Select(number => Task.Run(() => journal.Append(Arrival(number)))));

        Assert.Equal(Enumerable.Range(1, 40).Select(number => (ulong)number), receipts.Select(receipt => receipt.Sequence.Value).Order());
        Assert.Equal(40, journal.Read().Count());
    }

    [Fact]
    public void A_journal_can_be_read_while_it_is_written()
    {
        using var journal = Open(folder.Path);
        journal.Append(Arrival(1));
        using var reading = JournalReader.Open(folder.Path).Read().GetEnumerator();
        Assert.True(reading.MoveNext());

        journal.Append(Arrival(2));

        Assert.False(reading.MoveNext());
        Assert.Equal(2, JournalReader.Open(folder.Path).Read().Count());
    }

    [Fact]
    public void Reading_a_missing_journal_is_refused()
    {
        var refusal = Assert.Throws<JournalException>(() => JournalReader.Open(folder["none"]));

        Assert.Equal($"There is no journal in {folder["none"]}.", refusal.Message);
    }

    [Fact]
    public void A_disposed_journal_refuses_records()
    {
        var journal = Open(folder.Path);
        journal.Dispose();

        Assert.Throws<ObjectDisposedException>(() => journal.Append(Arrival(1)));
    }
}
