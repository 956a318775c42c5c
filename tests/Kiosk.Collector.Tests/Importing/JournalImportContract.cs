using System.Runtime.Versioning;
using Kiosk.Collector.Importing;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Faults;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;

namespace Kiosk.Collector.Tests.Importing;

/// <summary>Journals that a stick brings: the same frames, rules and receipts as over the wire, alike on every engine.</summary>
public abstract class JournalImportContract(EngineFixture engine) : IDisposable
{
    private const string Terminal = "HN-01";

    private static readonly JournalKeys Keys = TestJournalKeys.Of(Terminal);
    private static readonly TestNoteSigner Cosigner = new("hall", Enumerable.Repeat((byte)7, 32).ToArray());

    private readonly TestFolder stick = TestFolder.Fast();

    private string Copy => stick["journal-HN-01"];

    public void Dispose()
    {
        stick.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_copy_is_collected_whole_and_gets_its_receipt()
    {
        await using var database = engine.Create();
        Write(1, 1_200);

        var report = await ImportAsync(database);

        Assert.Equal((1_200UL, 1_200UL, 1_200UL), (report.Records, (ulong)report.Added.Count, report.Answer.Contiguous));
        var receipt = UploadReceipt.Parse(await File.ReadAllTextAsync(UploadReceipt.PathOn(stick.Path, Terminal)));
        Assert.Equal((1_200UL, ReceiptFault.None), (receipt.Content.Size, receipt.FaultFor(Terminal, Keys.Signer.Key, CosignerKey.Of(Cosigner.Key))));
    }

    [Fact]
    public async Task A_copy_carries_the_same_frames_as_the_wire()
    {
        await using var database = engine.Create();
        Write(1, 30);
        await ImportAsync(database);
        var wire = new TestJournal(Terminal).Admit(1, 30);

        var outcome = Assert.IsType<IngestOutcome.Stored>(await new BatchIngest(new(database), Cosigner, TimeProvider.System).StoreAsync(wire.Batch(11, 20), wire.Key, CancellationToken.None));

        Assert.Equal((30UL, 0), (outcome.Answer.Contiguous, outcome.Added.Count));
    }

    /// <summary>A courier brings copies of any age while the terminal sends, in whichever order and at the same time: batches of the wire overlap, come again and come late.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Sticks_beside_the_wire_store_each_frame_once_in_any_interleaving(int seed)
    {
        const int Count = 900;
        await using var database = engine.Create();
        var store = new JournalStore(database);
        await store.MigrateAsync(CancellationToken.None);
        var random = new Random(seed);
        var wire = new TestJournal(Terminal).Admit(1, Count);
        List<string> copies = [CopyOf(wire, 200), CopyOf(wire, 500), CopyOf(wire, Count)];
        List<(int First, int Frames)> batches = [.. Enumerable.Range(0, Count / 60).Select(index => (First: (index * 60) + 1, Frames: 60)), .. Enumerable.Range(0, 5).Select(_ => (First: random.Next(1, Count - 100), Frames: random.Next(1, 100)))];
        List<Func<Task>> work =
        [
            .. batches.Select(batch => (Func<Task>)(async () => Assert.IsType<IngestOutcome.Stored>(
                await IngestInto(store).StoreAsync(wire.Batch(batch.First, batch.Frames, signed: batch.First + batch.Frames - 1), wire.Key, CancellationToken.None)))),
            .. copies.Select(copy => (Func<Task>)(() => ImportOf(store).RunAsync(copy, CancellationToken.None))),
        ];
        var order = work.OrderBy(_ => random.Next()).ToArray();

        // Two at once, so that a batch meets a stick in the middle of it.
        await Parallel.ForEachAsync(order, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (one, _) => await one());

        await AssertStoredOnceAsync(database, wire);
        AssertReceipt((await store.TerminalsAsync(CancellationToken.None))[0].Receipt!, Count, wire.Key);
        Assert.Empty(await store.ForksAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_later_copy_adds_what_is_new()
    {
        await using var database = engine.Create();
        Write(1, 20);
        await ImportAsync(database);
        Write(21, 10);

        Assert.Equal(10, (await ImportAsync(database)).Added.Count);
    }

    [Fact]
    public async Task A_record_that_somebody_added_behind_the_last_checkpoint_stays_out_and_keeps_no_genuine_one_out()
    {
        await using var database = engine.Create();
        Write(1, 20);
        AddWithoutTheKey(99);

        var report = await ImportAsync(database);
        Directory.Delete(Copy, recursive: true);
        Write(1, 25);
        var later = await ImportAsync(database);

        Assert.Equal((21UL, 1UL, 20, 20UL), (report.Records, report.Unsigned, report.Added.Count, report.Answer.Contiguous));
        Assert.Equal((0UL, 5, 25UL), (later.Unsigned, later.Added.Count, later.Answer.Contiguous));
    }

    [Fact]
    public async Task A_damaged_copy_is_refused_with_its_place()
    {
        await using var database = engine.Create();
        Write(1, 20);
        var segment = JournalFolder.SegmentPath(Copy, 1);
        var bytes = await File.ReadAllBytesAsync(segment);
        bytes[2_000] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes);

        var refused = await Assert.ThrowsAsync<ImportException>(() => ImportAsync(database));

        Assert.Contains("00000001.seg at byte", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await new JournalStore(database).TerminalsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_terminal_whose_key_is_unknown_is_refused()
    {
        await using var database = engine.Create();
        await new JournalStore(database).MigrateAsync(CancellationToken.None);
        Write(1, 5);
        var import = new JournalImport(new(new(database), Cosigner, TimeProvider.System), new(database), Known(), new DurableFiles());

        Assert.Contains("The key of terminal HN-01 is unknown", (await Assert.ThrowsAsync<ImportException>(() => import.RunAsync(Copy, CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_whose_first_segments_were_removed_goes_on_where_it_begins()
    {
        await using var database = engine.Create();
        Write(1, 600, segmentLength: 20_000);
        await ImportAsync(database);
        await ShortenAsync();
        Write(601, 50, segmentLength: 20_000);

        var report = await ImportAsync(database);

        Assert.Equal((50UL, 650UL, 650UL), ((ulong)report.Added.Count, report.Answer.Contiguous, report.Answer.ParseReceipt()!.Content.Size));
    }

    [Fact]
    public async Task Where_the_collector_lacks_what_was_removed_it_says_what_is_missing_and_takes_nothing()
    {
        await using var before = engine.Create();
        Write(1, 600, segmentLength: 20_000);
        await ImportAsync(before);
        await ShortenAsync();
        await using var lost = engine.Create();

        var refused = await Assert.ThrowsAsync<ImportException>(() => ImportAsync(lost));

        var first = JournalVerifier.Verify(Copy).FirstSequence.Value;
        Assert.Contains($"begins with record {first} of terminal HN-01", refused.Message, StringComparison.Ordinal);
        Assert.Contains("holds them only up to 0: import an older stick", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await new JournalStore(lost).TerminalsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_stick_with_both_journals_of_a_terminal_that_was_enrolled_anew_gets_a_receipt_for_each()
    {
        await using var database = engine.Create();
        Write(1, 20);
        var anew = TestJournalKeys.Of(Terminal, "anew");
        Write(101, 5, keys: anew, copy: stick["journal-HN-01-2"]);
        var store = new JournalStore(database);
        await store.MigrateAsync(CancellationToken.None);
        var import = new JournalImport(
            new(store, Cosigner, TimeProvider.System, isReplaced: (_, key) => key.Id == Keys.Signer.Key.Id), store, Known(anew.Signer.Key, Keys.Signer.Key), new DurableFiles());

        var earlier = await import.RunAsync(Copy, CancellationToken.None);
        var later = await import.RunAsync(stick["journal-HN-01-2"], CancellationToken.None);
        var again = await import.RunAsync(Copy, CancellationToken.None);

        Assert.Equal((20, 5, 0), (earlier.Added.Count, later.Added.Count, again.Added.Count));
        AssertReceiptAt(UploadReceipt.PathOn(stick.Path, Terminal), 5, anew.Signer.Key);
        AssertReceiptAt(UploadReceipt.PathOn(stick.Path, JournalName.Of(Terminal, Keys.Signer.Key)), 20, Keys.Signer.Key);
    }

    private static async Task AssertStoredOnceAsync(IDatabase database, TestJournal journal)
    {
        var stored = await StoredFrames.ReadAsync(database, Terminal);
        Assert.Equal(journal.Frames.Select(frame => JournalFrame.Decode(frame.Span)).Select(entry => $"{entry.Sequence.Value} {Convert.ToHexString(entry.FrameHash.Span)}"), stored);
    }

    /// <summary>A stick of its own with the first records of a journal.</summary>
    private string CopyOf(TestJournal journal, int count)
    {
        var folder = stick[$"stick-{count}/journal-{Terminal}"];
        Write(1, count, copy: folder);
        Assert.Equal(JournalFrame.Decode(journal.Frames[count - 1].Span).FrameHash.ToArray(), JournalVerifier.Verify(folder).LastHash.ToArray());
        return folder;
    }

    private static BatchIngest IngestInto(JournalStore store) => new(store, Cosigner, TimeProvider.System);

    private static JournalImport ImportOf(JournalStore store) => new(IngestInto(store), store, Known(Keys.Signer.Key), new DurableFiles());

    private static void AssertReceiptAt(string path, ulong size, NoteKey key) => AssertReceipt(File.ReadAllText(path), size, key);

    private static void AssertReceipt(string text, ulong size, NoteKey key)
    {
        var receipt = UploadReceipt.Parse(text);
        Assert.Equal((size, ReceiptFault.None), (receipt.Content.Size, receipt.FaultFor(Terminal, key, CosignerKey.Of(Cosigner.Key))));
    }

    /// <summary>Removes what the stick's receipt covers, as the terminal does.</summary>
    private async Task ShortenAsync()
    {
        var receipt = UploadReceipt.Parse(await File.ReadAllTextAsync(UploadReceipt.PathOn(stick.Path, Terminal)));
        using var journal = CheckInJournal.Open(Copy, Terminal, Keys, new DurableFiles(), 20_000);
        Assert.True(journal.RemoveSegments(new(receipt.Content, receipt.Note), DateTimeOffset.MaxValue, _ => false) > 0);
    }

    /// <summary>Whoever has the stick links another record to the last: that needs no key.</summary>
    private void AddWithoutTheKey(int person)
    {
        var record = TestJournal.Arrival(person, $"Cửa {Terminal}");
        var verified = JournalVerifier.Verify(Copy);
        var frame = new byte[JournalFrame.LengthOf(record)];
        JournalFrame.Encode(record, new(verified.Frames, verified.LastHash), new(new byte[32]), frame);
        using var segment = new FileStream(JournalFolder.SegmentPath(Copy, 1), FileMode.Append);
        segment.Write(frame);
    }

    private static ILookup<string, NoteKey> Known(params NoteKey[] keys) => keys.ToLookup(_ => Terminal, StringComparer.Ordinal);

    private void Write(int first, int count, long segmentLength = CheckInJournal.DefaultSegmentLength, JournalKeys? keys = null, string? copy = null)
    {
        using var journal = CheckInJournal.Open(copy ?? Copy, Terminal, keys ?? Keys, new DurableFiles(), segmentLength);
        for (var person = first; person < first + count; person++)
        {
            journal.Append(TestJournal.Arrival(person, $"Cửa {Terminal}"));
        }

        journal.SignCheckpoint();
    }

    private async Task<ImportReport> ImportAsync(IDatabase database)
    {
        var store = new JournalStore(database);
        await store.MigrateAsync(CancellationToken.None);
        return await ImportOf(store).RunAsync(Copy, CancellationToken.None);
    }
}

[SupportedOSPlatform("linux")]
public sealed class PostgresJournalImportTests(PostgresFixture engine) : JournalImportContract(engine), IClassFixture<PostgresFixture>;

public sealed class SqliteJournalImportTests(SqliteFixture engine) : JournalImportContract(engine), IClassFixture<SqliteFixture>;
