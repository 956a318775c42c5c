using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

/// <summary>Two sessions of twelve arrivals each, of which the collector confirmed everything: what goes with the removed segments, and what stays.</summary>
public sealed class SegmentRemovalTests : IDisposable
{
    private const string Forenoon = "dai-hoi-2026/sang";
    private const string Afternoon = "dai-hoi-2026/chieu";
    private const int SegmentLength = 800;

    /// <summary>In the second session: of the segments removed, the last hold its first arrivals.</summary>
    private static readonly DateTimeOffset Noon = Morning.AddSeconds(19);

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly int firstOfAfternoon;

    public SegmentRemovalTests()
    {
        using var journal = Reopen();
        Append(journal, first: 1, Forenoon);
        Append(journal, first: 13, Afternoon);
        journal.SignCheckpoint();
        firstOfAfternoon = Extracts().First(number => ArrivalExtract.TryRead(ArrivalExtract.PathIn(folder.Path, number), Keys.Frames)!.Sessions.ContainsKey(Afternoon));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void With_the_segments_of_a_session_that_is_over_its_extracts_go_and_those_of_the_session_in_progress_stay()
    {
        using (var journal = Reopen())
        {
            Assert.InRange(Remove(journal), 4, 10);
            Assert.Equal(12, journal.ArrivalsIn(Afternoon).Count);
            Assert.Empty(journal.ArrivalsIn(Forenoon));
        }

        Assert.Equal(firstOfAfternoon, Extracts()[0]);
        using var again = Reopen();
        Assert.Equal(12, again.ArrivalsIn(Afternoon).Count);
        Assert.True(JournalVerifier.Verify(folder.Path, _ => Keys.Signer.Key).IsWhole);
    }

    [Fact]
    public void The_extracts_of_a_session_that_goes_on_stay()
    {
        using var journal = Reopen();
        Append(journal, first: 25, Forenoon);
        journal.SignCheckpoint();

        Assert.InRange(Remove(journal), 4, 10);

        Assert.Equal(1, Extracts()[0]);
        Assert.Equal(24, journal.ArrivalsIn(Forenoon).Count);
    }

    /// <summary>One that nobody came to for longer than records are kept, as on the second day of a congress.</summary>
    [Fact]
    public void The_extracts_of_the_session_that_the_terminal_is_switched_to_stay()
    {
        using var journal = Reopen();

        Assert.InRange(Remove(journal, session => session == Forenoon), 4, 10);

        Assert.Equal(1, Extracts()[0]);
        Assert.Equal(12, journal.ArrivalsIn(Forenoon).Count);
    }

    [Fact]
    public void They_go_when_the_terminal_is_switched_to_another_meeting_though_no_further_segment_does()
    {
        using var journal = Reopen();
        Remove(journal, session => session == Forenoon);

        Assert.Equal(0, Remove(journal));

        Assert.Equal(firstOfAfternoon, Extracts()[0]);
        Assert.Equal(12, journal.ArrivalsIn(Afternoon).Count);
    }

    /// <summary>The statement is on the disk, the files are still there.</summary>
    [Fact]
    public void After_a_power_cut_the_journal_opens_and_the_next_run_removes_what_was_left()
    {
        var before = Directory.GetFiles(folder.Path).ToDictionary(path => path, File.ReadAllBytes);
        using (var journal = Reopen())
        {
            Remove(journal);
        }

        foreach (var (path, content) in before)
        {
            File.WriteAllBytes(path, content);
        }

        using var again = Reopen();
        Assert.Equal(12, again.ArrivalsIn(Afternoon).Count);
        Assert.InRange(Remove(again), 4, 10);
        Assert.Equal(firstOfAfternoon, Extracts()[0]);
        Assert.Equal(12, again.ArrivalsIn(Afternoon).Count);
    }

    /// <summary>The segments are gone, their extracts are still there.</summary>
    [Fact]
    public void After_a_power_cut_between_segments_and_extracts_the_next_run_removes_those()
    {
        var extracts = Extracts().ToDictionary(number => ArrivalExtract.PathIn(folder.Path, number), number => File.ReadAllBytes(ArrivalExtract.PathIn(folder.Path, number)));
        using var journal = Reopen();
        Remove(journal);
        foreach (var (path, content) in extracts)
        {
            File.WriteAllBytes(path, content);
        }

        Assert.Equal(0, Remove(journal));

        Assert.Equal(firstOfAfternoon, Extracts()[0]);
    }

    [Fact]
    public void Nobody_else_can_say_that_more_extracts_were_removed()
    {
        using (var journal = Reopen())
        {
            Remove(journal, session => session == Forenoon);
        }

        var path = JournalBeginning.PathIn(folder.Path);
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text.Insert(text.IndexOf('\n', StringComparison.Ordinal), " 2"));

        Assert.Contains("did not remove it", Assert.Throws<JournalBrokenException>(() => Reopen()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" 1")]
    [InlineData(" 0")]
    [InlineData(" -2")]
    [InlineData(" 2 3")]
    [InlineData(" 99999")]
    [InlineData(" two")]
    [InlineData(" ")]
    public void A_statement_of_another_form_is_refused(string more)
    {
        using (var journal = Reopen())
        {
            Remove(journal, session => session == Forenoon);
        }

        var path = JournalBeginning.PathIn(folder.Path);
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text.Insert(text.IndexOf('\n', StringComparison.Ordinal), more));

        Assert.Contains("does not say where the journal begins", Assert.Throws<JournalBrokenException>(() => Reopen()).Message, StringComparison.Ordinal);
    }

    private CheckInJournal Reopen() => Open(folder.Path, segmentLength: SegmentLength);

    private static void Append(CheckInJournal journal, int first, string session)
    {
        for (var number = first; number < first + 12; number++)
        {
            journal.Append(Arrival(number) with { Context = session });
        }
    }

    private int Remove(CheckInJournal journal, Func<string, bool>? isInUse = null) =>
        journal.RemoveSegments(FoundCheckpoints.Load(folder.Path).Checkpoints[^1], Noon, isInUse ?? (_ => false));

    private List<int> Extracts() => [.. Directory.GetFiles(folder.Path, "*.arrivals").Select(path => ArrivalExtract.NumberOf(path)!.Value).Order()];
}
