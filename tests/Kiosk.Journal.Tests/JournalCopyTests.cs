using Kiosk.Durability;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

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
    public void The_copy_is_identical_byte_for_byte()
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
    public void A_journal_is_copied_while_it_is_written()
    {
        using var journal = JournalSamples.Open(Own);
        journal.Append(JournalSamples.Arrival(1));

        Assert.Equal(1UL, Copy().Records);
        journal.Append(JournalSamples.Arrival(2));
        Assert.Equal(2UL, Copy().Records);
    }

    [Fact]
    public void A_later_copy_replaces_the_earlier_one_and_an_interrupted_one()
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

    /// <summary>Between the two renames of a swap, when the power was cut or the stick pulled out.</summary>
    [Fact]
    public void An_earlier_copy_that_a_swap_left_aside_is_a_copy_again_if_the_next_export_fails_too()
    {
        JournalSamples.Write(Own, 2);
        Copy();
        var content = ContentOf(Copied);
        Directory.Move(Copied, Copied + ".old");
        var files = new FaultyFiles(new DurableFiles());
        files.FailAfter(0, FileFault.Sync);

        Assert.ThrowsAny<IOException>(() => JournalCopy.Write(Own, Stick, JournalSamples.Terminal, files));

        Assert.Equal(content, ContentOf(Copied));
        Assert.Single(EntriesOnTheStick());
    }

    [Fact]
    public void What_a_swap_left_of_the_earlier_copy_goes_with_the_next_export()
    {
        JournalSamples.Write(Own, 2);
        Copy();
        Directory.CreateDirectory(Copied + ".old/deep");

        Copy();

        Assert.Equal(ContentOf(Own), ContentOf(Copied));
        Assert.Single(EntriesOnTheStick());
    }

    [Fact]
    public void A_longer_copy_is_kept_and_the_journal_is_copied_beside_it()
    {
        JournalSamples.Write(Own, 25);
        Copy();
        var before = ContentOf(Copied);
        Directory.Delete(Own, recursive: true);
        JournalSamples.Write(Own, 3);

        var report = Copy();

        Assert.Equal((Copied + "-2", 3UL), (report.Folder, report.Records));
        Assert.Contains("it holds 25 records and this journal 3", Assert.Single(report.Kept).English, StringComparison.Ordinal);
        Assert.Equal(before, ContentOf(Copied));
        Assert.Equal(ContentOf(Own), ContentOf(Copied + "-2"));
    }

    [Fact]
    public void A_copy_of_another_journal_is_kept_and_later_exports_reuse_the_number_beside_it()
    {
        using (var another = JournalSamples.Open(folder["another"]))
        {
            another.Append(JournalSamples.Arrival(100));
            another.Append(JournalSamples.Arrival(101));
        }

        JournalCopy.Write(folder["another"], Stick, JournalSamples.Terminal, new DurableFiles());
        var before = ContentOf(Copied);
        JournalSamples.Write(Own, 3);

        Assert.Contains("its 2 records are not those that this journal begins with", Assert.Single(Copy().Kept).English, StringComparison.Ordinal);
        Copy();

        Assert.Equal(before, ContentOf(Copied));
        Assert.Equal(2, EntriesOnTheStick().Length);
    }

    [Fact]
    public void A_damaged_copy_is_kept()
    {
        JournalSamples.Write(Own, 3);
        Copy();
        File.WriteAllText(Path.Combine(Copied, "00000009.seg"), "of another time");

        Assert.Contains("it is damaged", Assert.Single(Copy().Kept).English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_that_is_not_writable_is_reported_first()
    {
        var refused = Assert.ThrowsAny<IOException>(() => JournalCopy.Write(Own, "/proc", JournalSamples.Terminal, new DurableFiles()));

        Assert.StartsWith("Nothing can be written to /proc: ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("Mount the stick so that whoever runs this may write to it.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_journal_is_not_copied_and_the_earlier_copy_is_kept()
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
    public void A_missing_journal_leaves_nothing_on_the_stick()
    {
        Assert.Contains(Own, Assert.Throws<JournalException>(() => Copy()).Message, StringComparison.Ordinal);
        Assert.Empty(EntriesOnTheStick());
    }

    [Fact]
    public void A_failed_sync_leaves_no_copy()
    {
        JournalSamples.Write(Own, 25, segmentLength: 4096);
        var steps = JournalFolder.Segments(Own).Count + 1;
        for (var successes = 0; successes < steps; successes++)
        {
            var files = new FaultyFiles(new DurableFiles());
            files.FailAfter(successes, FileFault.Sync);

            Assert.ThrowsAny<IOException>(() => JournalCopy.Write(Own, Stick, JournalSamples.Terminal, files));
            Assert.False(Directory.Exists(Copied));
        }
    }

    [Fact]
    public void A_link_on_the_stick_is_replaced_and_its_target_kept()
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
    public void A_file_of_that_name_is_kept_and_the_journal_is_copied_beside_it()
    {
        JournalSamples.Write(Own, 2);
        File.WriteAllText(Copied, "somebody's");

        Assert.Equal(Copied + "-2", Copy().Folder);

        Assert.Equal("somebody's", File.ReadAllText(Copied));
    }

    [Fact]
    public void What_is_in_the_way_of_the_copy_being_written_is_named_and_left()
    {
        JournalSamples.Write(Own, 2);
        File.WriteAllText(Copied + ".part", "somebody's");

        var refused = Assert.ThrowsAny<IOException>(() => Copy());

        Assert.Equal($"{Copied}.part is a file, in the way of the folder that the copy is first written to. Take it away, then export again.", refused.Message);
        Assert.Equal("somebody's", File.ReadAllText(Copied + ".part"));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_named_too()
    {
        JournalSamples.Write(Own, 2);
        File.CreateSymbolicLink(Copied + ".part", folder["nowhere"]);

        Assert.StartsWith($"{Copied}.part is a link that leads nowhere, in the way", Assert.ThrowsAny<IOException>(() => Copy()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_of_that_name_is_called_a_pipe()
    {
        JournalSamples.Write(Own, 2);
        ChildProcess.Run("mkfifo", Copied).With(0);

        Assert.Equal($"{Copied} stays as it is: it is a pipe.", Assert.Single(Copy().Kept).English);
    }

    [Fact]
    public void The_name_of_a_strange_file_does_not_steer_the_console()
    {
        JournalSamples.Write(Own, 2);
        Directory.CreateDirectory(Copied);
        File.WriteAllText(Path.Combine(Copied, "\e[31mevil\n"), "");

        Assert.Equal($"{Copied} stays as it is: it holds ?[31mevil?, which is not part of a journal.", Assert.Single(Copy().Kept).English);
    }

    [Fact]
    public void A_missing_mount_point_is_not_created()
    {
        JournalSamples.Write(Own, 2);

        Assert.Throws<FileException>(() => JournalCopy.Write(Own, folder["unplugged"], JournalSamples.Terminal, new DurableFiles()));

        Assert.False(Directory.Exists(folder["unplugged"]));
    }

    private JournalCopyReport Copy() => JournalCopy.Write(Own, Stick, JournalSamples.Terminal, new DurableFiles());

    private string[] EntriesOnTheStick() => [.. Directory.GetFileSystemEntries(Stick).Select(path => Path.GetFileName(path))];

    private static (string, string)[] ContentOf(string path) =>
    [
        .. Directory.GetFiles(path, "*.seg").Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), Convert.ToHexString(File.ReadAllBytes(file)))),
    ];
}
