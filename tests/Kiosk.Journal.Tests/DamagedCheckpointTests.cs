using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

/// <summary>A journal whose file of checkpoints was torn or damaged.</summary>
public sealed class DamagedCheckpointTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    private string Checkpoints => CheckpointFile.PathIn(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_checkpoint_that_a_power_cut_left_unfinished_is_written_anew()
    {
        WriteSigned(folder.Path, 6, signedAt: [3, 6]);
        var whole = File.ReadAllBytes(Checkpoints);
        var second = whole.AsSpan().IndexOf("\n\nkiosk-journal"u8) + 2;

        Assert.All(Enumerable.Range(second, whole.Length - second), length =>
        {
            File.WriteAllBytes(Checkpoints, whole[..length]);
            using (var journal = Open(folder.Path))
            {
                Assert.Equal(3UL, journal.Unsigned);
                journal.SignCheckpoint();
            }

            Assert.Equal((2, 6UL), Verified());
        });
    }

    [Fact]
    public void A_checkpoint_with_a_sector_that_was_never_written_is_kept_aside_and_written_anew()
    {
        WriteSigned(folder.Path, 6, signedAt: [3, 6]);
        var bytes = File.ReadAllBytes(Checkpoints);
        var second = bytes.AsSpan().IndexOf("\n\nkiosk-journal"u8) + 2;
        bytes.AsSpan(second + 60, 40).Clear();
        File.WriteAllBytes(Checkpoints, bytes);

        using (var journal = Open(folder.Path))
        {
            Assert.Equal(3UL, journal.Unsigned);
            journal.SignCheckpoint();
        }

        Assert.Equal((2, 6UL), Verified());
        Assert.Equal(bytes[second..], File.ReadAllBytes($"{Checkpoints}.{second}.torn"));
    }

    [Fact]
    public void A_damaged_checkpoint_before_the_last_keeps_the_journal_closed()
    {
        WriteSigned(folder.Path, 6, signedAt: [3, 6]);
        var bytes = File.ReadAllBytes(Checkpoints);
        bytes.AsSpan(60, 40).Clear();
        File.WriteAllBytes(Checkpoints, bytes);

        var refused = Assert.ThrowsAny<JournalException>(() => Open(folder.Path));

        Assert.Contains("does not begin a signed checkpoint", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_is_written_by_the_next_call()
    {
        var files = new FaultyFiles(new DurableFiles());
        using var journal = Open(folder.Path, files);
        Append(journal, 1, 3);
        // The file opens, and the note is torn.
        files.FailAfter(1, FileFault.ShortWrite);
        Assert.Throws<JournalException>(() => journal.SignCheckpoint());
        Assert.Contains(Checkpoints, journal.SigningFailure?.English, StringComparison.Ordinal);
        files.FailAfter(1_000, FileFault.ShortWrite);

        Append(journal, 4, 4);
        journal.SignCheckpoint();

        Assert.Equal((false, null), (journal.IsFailed, journal.SigningFailure?.English));
        Assert.Equal((1, 4UL), Verified());
    }

    private (int Checkpoints, ulong Records) Verified()
    {
        var found = JournalVerifier.Verify(folder.Path, _ => Keys.Signer.Key);
        Assert.Null(found.Break);
        return (found.Signed.Checkpoints, found.Signed.Records);
    }
}
