using Kiosk.Testing.Durability;
using Kiosk.Verification.Time;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

/// <summary>A frame that neither a checkpoint nor the terminal's key vouches for, put behind the last checkpoint by somebody who has the disk: no start counts from it. Uploads: <see cref="Upload.BatchReaderTests"/>; complete segments: <see cref="ArrivalHistoryTests"/>.</summary>
public sealed class UnvouchedFrameTests : IDisposable
{
    private const string Session = "dai-hoi-2026/phien-1";

    private readonly TestFolder folder = TestFolder.Fast();

    public UnvouchedFrameTests()
    {
        using var journal = Open(folder.Path);
        journal.Append(Arrival(1));
        journal.SignCheckpoint();
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void By_the_terminals_own_key_it_counts_for_attendance_and_raises_the_clocks_floor()
    {
        AppendFrame(Keys.Frames);

        using var journal = Open(folder.Path);

        Assert.Equal(2, journal.ArrivalsIn(Session).Count);
        Assert.Equal(2, journal.Tail.Count);
        Assert.Equal(Later, journal.LastAttested);
    }

    [Fact]
    public void By_another_key_it_keeps_the_terminal_out_of_service_so_that_neither_attendance_quorum_duplicates_nor_floor_know_of_it()
    {
        AppendFrame(TestJournalKeys.Of(Terminal, "forger").Frames);

        Assert.Contains("was not written by this terminal", Assert.Throws<JournalBrokenException>(() => Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Behind_a_running_journal_it_counts_for_nothing_and_whoever_reads_the_journal_is_told()
    {
        using var journal = Open(folder.Path);
        AppendFrame(TestJournalKeys.Of(Terminal, "forger").Frames);

        Assert.Single(journal.ArrivalsIn(Session));
        Assert.Throws<JournalBrokenException>(() => journal.Read().ToList());
        Assert.Equal(Arrival(1).Clock.Instant, journal.LastAttested);
    }

    private static DateTimeOffset Later => Morning.AddYears(10);

    private void AppendFrame(FrameKey key)
    {
        var record = Arrival(2) with { Clock = new(Later, ClockTrust.Attested) };
        var frame = new byte[JournalFrame.LengthOf(record)];
        JournalFrame.Encode(record, new(1, JournalVerifier.Verify(folder.Path).LastHash), key, frame);
        File.AppendAllBytes(JournalFolder.SegmentPath(folder.Path, 1), frame);
    }
}
