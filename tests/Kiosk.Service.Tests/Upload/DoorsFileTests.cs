using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Upload;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Upload;

/// <summary>What a door keeps of the others for a restart without the collector, and what of it it believes.</summary>
public sealed class DoorsFileTests : IDisposable
{
    private const string Meeting = "dai-hoi-2026";

    private static readonly DateTimeOffset Morning = new(2026, 11, 30, 1, 0, 0, TimeSpan.Zero);

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly ManualTimeProvider time = new(Morning);
    private readonly FrameKey key = TestJournalKeys.Of("HN-01").Frames;

    private string Path => folder["doors"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_restart_finds_the_arrivals_and_when_the_collector_was_heard_last()
    {
        Keep(1, 2);
        time.Advance(TimeSpan.FromMinutes(1));
        Keep(3);

        var (arrivals, heardAt) = Read()!.Value;

        Assert.Equal([1, 2, 3], arrivals.Select(arrival => arrival.Sequence));
        Assert.Equal(Morning.AddMinutes(1), heardAt);
    }

    [Fact]
    public void What_is_kept_of_another_meeting_is_removed()
    {
        Keep(1);

        Assert.Null(Read("another"));
        Assert.Null(Read());
    }

    [Fact]
    public void A_line_cut_off_by_a_power_cut_is_dropped_and_the_next_follows_the_whole_ones()
    {
        Keep(1, 2);
        using (var file = File.OpenWrite(Path))
        {
            file.SetLength(file.Length - 10);
        }

        Keep(3);

        Assert.Equal([1, 3], Read()!.Value.Arrivals.Select(arrival => arrival.Sequence));
    }

    [Theory]
    [InlineData("HN-05", "HN-06")]
    [InlineData("\"sequence\":2", "\"sequence\":9")]
    public void From_a_changed_line_on_nothing_is_believed(string before, string after)
    {
        Keep(1, 2);
        Keep(3);
        var lines = File.ReadAllLines(Path);
        var changed = Array.FindIndex(lines, line => line.Contains("\"sequence\":2", StringComparison.Ordinal));
        lines[changed] = lines[changed].Replace(before, after, StringComparison.Ordinal);
        File.WriteAllLines(Path, lines);

        Assert.Equal([1], Read()!.Value.Arrivals.Select(arrival => arrival.Sequence));
    }

    [Fact]
    public void A_line_that_was_taken_out_or_brought_from_another_terminal_is_not_believed()
    {
        Keep(1, 2);
        var lines = File.ReadAllLines(Path);
        File.WriteAllLines(Path, lines.Where(line => !line.Contains("\"sequence\":1", StringComparison.Ordinal)));
        Assert.Null(Read());

        File.WriteAllLines(Path, lines);
        using var other = new DoorsFile(folder.Path, TestJournalKeys.Of("HN-02").Frames, new DurableFiles(), time);
        Assert.Null(other.Open(Meeting));
    }

    private void Keep(params ulong[] sequences)
    {
        using var file = new DoorsFile(folder.Path, key, new DurableFiles(), time);
        file.Open(Meeting);
        foreach (var sequence in sequences)
        {
            file.Add(new(sequence, Meeting + "/phien-1", new string('a', 64), Morning, "5", "HN-05", sequence, JournalCounts.Quorum));
        }

        file.Write();
    }

    private (IReadOnlyList<ArrivalOfOtherDoor> Arrivals, DateTimeOffset HeardAt)? Read(string meeting = Meeting)
    {
        using var file = new DoorsFile(folder.Path, key, new DurableFiles(), time);
        return file.Open(meeting);
    }
}
