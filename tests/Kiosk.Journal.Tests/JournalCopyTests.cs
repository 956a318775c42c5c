using Kiosk.Durability;
using Kiosk.Testing.Durability;

namespace Kiosk.Journal.Tests;

public sealed class JournalCopyTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    public JournalCopyTests() => Directory.CreateDirectory(Stick);

    private string Own => folder["journal"];

    private string Stick => folder["stick"];

    private string Copied => Path.Combine(Stick, $"journal-{JournalSamples.Terminal}");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_copy_is_the_journal_byte_for_byte_sealed_as_it_is()
    {
        JournalSamples.Write(Own, 25, segmentLength: 4096);

        var report = Copy();

        Assert.Equal((Copied, 25UL), (report.Folder, report.Records));
        Assert.Equal(Convert.ToHexStringLower(JournalVerifier.Verify(Own).LastHash.Span), report.LastHash);
        Assert.True(JournalFolder.Segments(Own).Count > 1);
        Assert.Equal(ContentOf(Own), ContentOf(Copied));
        Assert.Equal(["journal-" + JournalSamples.Terminal], EntriesOnTheStick());
    }

    [Fact]
    public void It_is_made_while_the_writer_is_at_work()
    {
        using var journal = JournalSamples.Open(Own);
        journal.Append(JournalSamples.Arrival(1));

        Assert.Equal(1UL, Copy().Records);
        journal.Append(JournalSamples.Arrival(2));
        Assert.Equal(2UL, Copy().Records);
    }

    [Fact]
    public void A_later_copy_takes_the_place_of_the_earlier_one_and_of_one_that_broke_off()
    {
        using (var journal = JournalSamples.Open(Own))
        {
            journal.Append(JournalSamples.Arrival(1));
            Copy();
            journal.Append(JournalSamples.Arrival(2));
        }

        Directory.CreateDirectory(Copied + ".part/deep");

        Assert.Empty(Copy().Kept);

        Assert.Equal(ContentOf(Own), ContentOf(Copied));
        Assert.Single(EntriesOnTheStick());
    }

    [Fact]
    public void A_longer_copy_stays_and_the_journal_is_copied_beside_it()
    {
        JournalSamples.Write(Own, 25);
        Copy();
        var before = ContentOf(Copied);
        Directory.Delete(Own, recursive: true);
        JournalSamples.Write(Own, 3);

        var report = Copy();

        Assert.Equal((Copied + "-2", 3UL), (report.Folder, report.Records));
        Assert.Contains("it holds 25 records and this journal 3", Assert.Single(report.Kept), StringComparison.Ordinal);
        Assert.Equal(before, ContentOf(Copied));
        Assert.Equal(ContentOf(Own), ContentOf(Copied + "-2"));
    }

    [Fact]
    public void A_shorter_copy_of_another_journal_stays_and_the_next_export_replaces_its_own_copy_beside_it()
    {
        using (var another = JournalSamples.Open(folder["another"]))
        {
            another.Append(JournalSamples.Arrival(100));
            another.Append(JournalSamples.Arrival(101));
        }

        JournalCopy.Write(folder["another"], Stick, JournalSamples.Terminal, new DurableFiles());
        var before = ContentOf(Copied);
        JournalSamples.Write(Own, 3);

        Assert.Contains("its 2 records are not those that this journal begins with", Assert.Single(Copy().Kept), StringComparison.Ordinal);
        Copy();

        Assert.Equal(before, ContentOf(Copied));
        Assert.Equal(2, EntriesOnTheStick().Length);
    }

    [Fact]
    public void A_damaged_copy_stays_for_whoever_can_tell_what_it_was()
    {
        JournalSamples.Write(Own, 3);
        Copy();
        File.WriteAllText(Path.Combine(Copied, "00000009.seg"), "of another time");

        Assert.Contains("it is damaged", Assert.Single(Copy().Kept), StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_named_as_that_before_anything_else()
    {
        var refused = Assert.Throws<IOException>(() => JournalCopy.Write(Own, "/proc", JournalSamples.Terminal, new DurableFiles()));

        Assert.StartsWith("Nothing can be written to /proc: ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("Mount the stick so that whoever runs this may write to it.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_journal_is_not_copied_and_the_earlier_copy_stays()
    {
        JournalSamples.Write(Own, 3);
        Copy();
        var before = ContentOf(Copied);
        var segment = JournalFolder.SegmentPath(Own, 1);
        var bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(segment, bytes);

        Assert.Throws<JournalBrokenException>(() => Copy());

        Assert.Equal(before, ContentOf(Copied));
        Assert.Single(EntriesOnTheStick());
    }

    [Fact]
    public void Where_there_is_no_journal_nothing_is_written()
    {
        Assert.Contains(Own, Assert.Throws<JournalException>(() => Copy()).Message, StringComparison.Ordinal);
        Assert.Empty(EntriesOnTheStick());
    }

    [Fact]
    public void A_disk_that_refuses_any_sync_leaves_nothing_that_could_pass_for_a_copy()
    {
        JournalSamples.Write(Own, 25, segmentLength: 4096);
        var steps = JournalFolder.Segments(Own).Count + 1;
        for (var successes = 0; successes < steps; successes++)
        {
            var files = new FaultyFiles(new DurableFiles());
            files.FailAfter(successes, FileFault.Sync);

            Assert.Throws<IOException>(() => JournalCopy.Write(Own, Stick, JournalSamples.Terminal, files));
            Assert.False(Directory.Exists(Copied));
        }
    }

    [Fact]
    public void A_link_that_waits_on_the_stick_is_replaced_and_what_it_leads_to_is_left_alone()
    {
        JournalSamples.Write(Own, 2);
        Directory.CreateDirectory(folder["elsewhere"]);
        File.WriteAllText(folder["elsewhere/mine.txt"], "mine");
        Directory.CreateSymbolicLink(Copied, folder["elsewhere"]);
        Directory.CreateSymbolicLink(Copied + ".part", folder["elsewhere"]);

        Copy();

        Assert.Equal(["mine.txt"], Directory.GetFileSystemEntries(folder["elsewhere"]).Select(Path.GetFileName));
        Assert.Null(new DirectoryInfo(Copied).LinkTarget);
        Assert.Equal(ContentOf(Own), ContentOf(Copied));
    }

    [Fact]
    public void A_file_of_that_name_stays_and_the_journal_is_copied_beside_it()
    {
        JournalSamples.Write(Own, 2);
        File.WriteAllText(Copied, "somebody's");

        Assert.Equal(Copied + "-2", Copy().Folder);

        Assert.Equal("somebody's", File.ReadAllText(Copied));
    }

    [Fact]
    public void A_stick_that_is_not_there_is_not_made_up()
    {
        JournalSamples.Write(Own, 2);

        Assert.Throws<DirectoryNotFoundException>(() => JournalCopy.Write(Own, folder["unplugged"], JournalSamples.Terminal, new DurableFiles()));

        Assert.False(Directory.Exists(folder["unplugged"]));
    }

    private JournalCopyReport Copy() => JournalCopy.Write(Own, Stick, JournalSamples.Terminal, new DurableFiles());

    private string[] EntriesOnTheStick() => [.. Directory.GetFileSystemEntries(Stick).Select(path => Path.GetFileName(path))];

    private static (string, string)[] ContentOf(string path) =>
    [
        .. Directory.GetFiles(path, "*.seg").Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), Convert.ToHexString(File.ReadAllBytes(file)))),
    ];
}
