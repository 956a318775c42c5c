using Kiosk.Durability;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

public sealed class JournalOnRealDiskTests
{
    [FactWithTinyDisk]
    public void A_full_disk_fails_the_journal_and_loses_nothing_acknowledged()
    {
        using var disk = new TinyDisk();
        var acknowledged = 0;
        using (var journal = Open(disk.Path))
        {
            var refusal = Assert.Throws<JournalException>((Action)(() =>
            {
                while (true)
                {
                    journal.Append(Arrival(acknowledged + 1, sealedLength: 1_500));
                    acknowledged++;
                }
            }));

            Assert.True(journal.IsFailed);
            Assert.Contains($"could not be written. The disk of {disk.Path} is full; make room (df -h {disk.Path} ", refusal.Message, StringComparison.Ordinal);
        }

        Assert.InRange(acknowledged, 20, 40);
        Assert.Equal(acknowledged, JournalReader.Open(disk.Path).Read().Count());
    }

    [FactWithTinyDisk]
    public void A_read_only_disk_refuses_opening_and_names_the_file()
    {
        using var disk = new TinyDisk();
        Write(disk.Path, frames: 1);
        disk.MakeReadOnly();

        var refusal = Assert.Throws<JournalException>(() => Open(disk.Path));

        Assert.Contains(JournalFolder.LockPath(disk.Path), refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"The disk of {disk.Path} is read-only; see why (dmesg), then: mount -o remount,rw (findmnt -T {disk.Path} says what). A card that turns read-only by itself is worn out; replace it.", refusal.Message, StringComparison.Ordinal);
        Assert.True(JournalVerifier.Verify(disk.Path).IsWhole);
    }

    [Fact]
    public async Task Every_receipt_of_a_killed_process_is_in_the_journal()
    {
        using var folder = new TestFolder();
        var receipts = new List<string>();
        using (var process = AppendingProcess.Start(folder.Path))
        {
            while (receipts.Count < 50 && await process.ReadLineAsync() is { } line)
            {
                receipts.Add(line);
            }

            process.Kill();
            while (await process.ReadLineAsync() is { } line)
            {
                receipts.Add(line);
            }

            process.ExitCode();
        }

        // The kill may have truncated the last line.
        receipts.RemoveAt(receipts.Count - 1);
        Assert.True(receipts.Count >= 49, string.Join('\n', receipts));
        using var journal = CheckInJournal.Open(folder.Path, "appending", TestJournalKeys.Of("appending"), new DurableFiles());
        Assert.Equal(receipts, journal.Read().Take(receipts.Count).Select(entry => $"{entry.Sequence} {Convert.ToHexString(entry.FrameHash.Span)}"));
    }

    [Fact]
    public async Task A_second_process_is_refused_with_a_message()
    {
        using var folder = new TestFolder();
        using var journal = Open(folder.Path);
        using var process = AppendingProcess.Start(folder.Path);

        Assert.Equal($"The journal in {folder.Path} is being written by another process, most likely the running service: kiosk status shows it.", await process.ReadLineAsync());
        Assert.Equal(3, process.ExitCode());
    }

    [FactWithTool("cc")]
    public async Task A_failed_kernel_sync_is_never_acknowledged()
    {
        using var shim = new TestFolder();
        using var folder = new TestFolder();

        // Opening syncs the header once and the folder twice; each append syncs once.
        using var process = AppendingProcess.Start(folder.Path, SyncShim.Build(shim, successes: 3 + 2));
        var lines = new List<string>();
        while (await process.ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }

        Assert.Equal(3, process.ExitCode());
        Assert.Equal(3, lines.Count);
        Assert.StartsWith("1 ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("2 ", lines[1], StringComparison.Ordinal);
        Assert.Equal(
            $"The journal could not be written: {JournalFolder.SegmentPath(folder.Path, 1)} could not be written. The disk of {folder.Path} fails; save what it holds (a journal: kiosk sync export PATH) and replace it.",
            lines[2]);
    }
}
