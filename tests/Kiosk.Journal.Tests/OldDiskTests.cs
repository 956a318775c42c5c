using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

/// <summary>A journal put back as it was, on a machine whose counter went on.</summary>
public sealed class OldDiskTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly Counter counter = new();

    private string Journal => folder["journal"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Checkpoints_state_the_counter_and_starts_raise_it()
    {
        Run(1);
        Run(1);

        Assert.Equal([1UL, 2UL], FoundCheckpoints.Load(Journal).Checkpoints.Select(signed => signed.Content.Counter!.Value));
        Assert.Equal(2UL, counter.Value);
    }

    [Fact]
    public void Within_a_run_every_64th_checkpoint_raises_it()
    {
        Run(130);

        Assert.Equal(3UL, counter.Value);
    }

    [Fact]
    public void An_old_disk_is_refused()
    {
        Run(1);
        Copy(Journal, folder["old"]);
        Run(1);
        Directory.Delete(Journal, recursive: true);
        Copy(folder["old"], Journal);

        Assert.Contains("An older copy of this terminal's disk", Refusal(), StringComparison.Ordinal);
    }

    /// <summary>By somebody who read the disk of the running terminal.</summary>
    [Fact]
    public void A_copy_taken_while_it_ran_is_refused_after_an_orderly_stop()
    {
        using (var journal = Open())
        {
            journal.Append(Arrival(1));
            journal.SignCheckpoint();
            Copy(Journal, folder["old"]);
            journal.Append(Arrival(2));
            journal.SignCheckpoint(isLast: true);
        }

        Directory.Delete(Journal, recursive: true);
        Copy(folder["old"], Journal);

        Assert.Contains("An older copy of this terminal's disk", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_whose_records_are_all_signed_raises_it_too_and_one_without_records_does_not()
    {
        using (var journal = Open())
        {
            journal.Append(Arrival(1));
            journal.SignCheckpoint();
            journal.Append(Arrival(2));
            journal.SignCheckpoint();
            journal.SignCheckpoint(isLast: true);
            journal.SignCheckpoint(isLast: true);
        }

        using (var idle = Open())
        {
            idle.SignCheckpoint(isLast: true);
        }

        Assert.Equal(2UL, counter.Value);
        Assert.True(JournalVerifier.Verify(Journal, _ => Keys.Signer.Key).IsWhole);
    }

    [Fact]
    public void A_disk_from_before_the_first_checkpoint_is_refused()
    {
        Open().Dispose();
        Copy(Journal, folder["old"]);
        Run(1);
        Directory.Delete(Journal, recursive: true);
        Copy(folder["old"], Journal);

        Assert.Contains("An older copy of this terminal's disk", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_power_cut_between_checkpoint_and_counter_is_made_up_for()
    {
        Run(1);
        counter.IsBroken = true;
        using (var journal = Open())
        {
            journal.Append(Arrival(2));
            Assert.Throws<CryptographicException>(() => journal.SignCheckpoint());
        }

        counter.IsBroken = false;
        Run(1);

        Assert.Equal(3UL, counter.Value);
        Assert.Equal(3UL, FoundCheckpoints.Load(Journal).Checkpoints[^1].Content.Counter);
    }

    [Fact]
    public void A_checkpoint_that_a_power_cut_left_unfinished_is_no_old_disk()
    {
        Run(1);
        Run(1);
        var checkpoints = CheckpointFile.PathIn(Journal);
        File.AppendAllText(checkpoints, File.ReadAllText(checkpoints)[..40]);

        Run(1);

        Assert.Equal(3UL, counter.Value);
    }

    [Fact]
    public void A_counter_that_was_put_back_is_refused()
    {
        Run(1);
        Run(1);
        Run(1);
        counter.Value = 1;

        Assert.Contains("its counter was tampered with", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_counter_nothing_is_stated()
    {
        Write(Journal, 1);
        using (var journal = JournalSamples.Open(Journal))
        {
            journal.SignCheckpoint();
        }

        Assert.DoesNotContain("counter", File.ReadAllText(CheckpointFile.PathIn(Journal)), StringComparison.Ordinal);
    }

    private string Refusal() => Assert.Throws<JournalException>(() => Open().Dispose()).Message;

    private CheckInJournal Open() => CheckInJournal.Open(Journal, Terminal, Keys with { Counter = counter }, new DurableFiles());

    // One start, with a checkpoint behind each record.
    private void Run(int records)
    {
        using var journal = Open();
        for (var number = 1; number <= records; number++)
        {
            journal.Append(Arrival(number));
            journal.SignCheckpoint();
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from).Where(path => path != JournalFolder.LockPath(from)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private sealed class Counter : IMonotonicCounter
    {
        public ulong Value { get; set; }

        /// <summary>Counts no further.</summary>
        public bool IsBroken { get; set; }

        public ulong Read() => Value;

        public void Increment() => Value = IsBroken ? throw new CryptographicException("The counter does not answer.") : Value + 1;
    }
}
