using Kiosk.Durability;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

public sealed class JournalFailureTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly FaultyFiles files = new(new DurableFiles());

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(FileFault.Write)]
    [InlineData(FileFault.ShortWrite)]
    [InlineData(FileFault.Sync)]
    public void A_failed_append_closes_the_journal(object fault)
    {
        using var journal = Open(folder.Path, files);
        journal.Append(Arrival(1));
        files.FailAfter(0, (FileFault)fault);

        var first = Assert.Throws<JournalException>(() => journal.Append(Arrival(2)));
        var asked = files.Operations.Count;
        var second = Assert.Throws<JournalException>(() => journal.Append(Arrival(3)));

        Assert.Contains(JournalFolder.SegmentPath(folder.Path, 1), first.Message, StringComparison.Ordinal);
        Assert.StartsWith("The journal takes no records since it failed", second.Message, StringComparison.Ordinal);
        Assert.Equal(asked, files.Operations.Count);
        Assert.True(journal.IsFailed);
        Assert.Equal(new JournalSequence(1), journal.LastSequence);
        Assert.Single(journal.Read());
    }

    [Theory]
    [InlineData(FileFault.Write)]
    [InlineData(FileFault.ShortWrite)]
    [InlineData(FileFault.Sync)]
    public void Acknowledged_records_survive_whichever_operation_fails(object fault)
    {
        for (var successes = 0; successes < 30; successes++)
        {
            using var disk = TestFolder.Fast();
            var breaking = new FaultyFiles(new DurableFiles());
            breaking.FailAfter(successes, (FileFault)fault);

            var acknowledged = AppendUntilRefused(disk.Path, breaking);

            using var journal = Open(disk.Path, segmentLength: 600);
            var hashes = journal.Read().Select(entry => Convert.ToHexString(entry.FrameHash.Span)).ToList();
            Assert.Equal(acknowledged, hashes.Take(acknowledged.Count));
            Assert.InRange(hashes.Count, acknowledged.Count, acknowledged.Count + 1);
        }
    }

    [Fact]
    public void A_torn_frame_that_cannot_be_truncated_leaves_the_journal_unchanged()
    {
        Write(folder.Path, frames: 2);
        var segment = JournalFolder.SegmentPath(folder.Path, 1);
        var torn = File.ReadAllBytes(segment)[..^5];
        File.WriteAllBytes(segment, torn);

        // The sync of the segment succeeds; writing the copy fails.
        files.FailAfter(1, FileFault.Write);
        Assert.Throws<JournalException>(() => Open(folder.Path, files));
        Assert.Equal(torn, File.ReadAllBytes(segment));

        using var journal = Open(folder.Path);
        Assert.Equal(1UL, journal.Recovery.Frames);
    }

    [Fact]
    public void An_append_is_one_write_and_one_sync()
    {
        using var journal = Open(folder.Path, files);
        var before = files.Operations.Count;

        journal.Append(Arrival(1));
        journal.Append(Arrival(2));

        Assert.Equal(["append 00000001.seg", "append 00000001.seg"], files.Operations.Skip(before));
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_named()
    {
        File.WriteAllText(folder["journal"], "");

        var refusal = Assert.Throws<JournalException>(() => Open(folder["journal"]));

        Assert.Contains(folder["journal"], refusal.Message, StringComparison.Ordinal);
    }

    private static List<string> AppendUntilRefused(string path, IDurableFiles files)
    {
        var acknowledged = new List<string>();
        try
        {
            using var journal = Open(path, files, segmentLength: 600);
            for (var number = 1; number <= 20; number++)
            {
                acknowledged.Add(Convert.ToHexString(journal.Append(Arrival(number)).FrameHash.Span));
            }
        }
        catch (JournalException)
        {
            return acknowledged;
        }

        return acknowledged;
    }
}
