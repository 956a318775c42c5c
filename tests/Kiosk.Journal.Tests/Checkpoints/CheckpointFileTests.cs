using Kiosk.Journal.Checkpoints;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests.Checkpoints;

/// <summary>A file of 300 checkpoints, of which a start reads the end.</summary>
public sealed class CheckpointFileTests : IDisposable
{
    private const int Count = 300;

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly string path;
    private readonly byte[] content;

    public CheckpointFileTests()
    {
        using var journal = Open(folder.Path);
        for (var number = 1; number <= Count; number++)
        {
            journal.Append(Arrival(number));
            journal.SignCheckpoint();
        }

        path = CheckpointFile.PathIn(folder.Path);
        content = File.ReadAllBytes(path);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_newest_is_found_at_the_end()
    {
        var (newest, length) = CheckpointFile.ReadNewest(folder.Path);

        Assert.Equal(((ulong)Count, content.Length), (newest!.Content.Number, length));
    }

    [Fact]
    public void What_a_power_cut_left_of_another_is_left_out()
    {
        File.WriteAllBytes(path, [.. content, .. content.AsSpan(0, 150)]);
        AssertNewest(Count, content.Length);

        File.WriteAllBytes(path, [.. content, .. new byte[5_000]]);
        AssertNewest(Count, content.Length);
    }

    /// <summary>Only the end is read: what is wrong before it is found by log verify.</summary>
    [Fact]
    public void Damage_at_the_beginning_does_not_keep_a_start_waiting_and_is_found_by_whoever_reads_everything()
    {
        content[5] = (byte)'!';
        File.WriteAllBytes(path, content);

        AssertNewest(Count, content.Length);
        Assert.Throws<CheckpointFileException>(() => CheckpointFile.Read(folder.Path));
    }

    [Fact]
    public void Damage_at_the_end_is_said_with_its_line()
    {
        var all = CheckpointFile.Read(folder.Path).Checkpoints;
        var last = content.Length - CheckpointFile.Encode(all[^1].Note).Length;
        content[last] = (byte)'!';
        File.WriteAllBytes(path, content);

        var refused = Assert.Throws<CheckpointFileException>(() => CheckpointFile.ReadNewest(folder.Path));

        Assert.Equal($"line {content.AsSpan(0, last).Count((byte)'\n') + 1} does not begin a signed checkpoint", refused.Sentence.English);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Count - 1)]
    [InlineData(Count)]
    public void An_earlier_checkpoint_put_behind_the_last_keeps_the_terminal_out_of_service(int number)
    {
        File.WriteAllBytes(path, [.. content, .. CheckpointFile.Encode(CheckpointFile.Read(folder.Path).Checkpoints[number - 1].Note)]);

        Assert.Contains($"checkpoint {number} stands where checkpoint {Count + 1} belongs", Assert.Throws<JournalBrokenException>(() => Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    private void AssertNewest(int number, long length)
    {
        var (newest, found) = CheckpointFile.ReadNewest(folder.Path);
        Assert.Equal(((ulong)number, length), (newest!.Content.Number, found));
    }
}
