using System.Runtime.Versioning;
using System.Security.Cryptography;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Time;

namespace Kiosk.Collector.Tests.Ingest;

/// <summary>What is acknowledged is stored once, in order, and what contradicts it is kept apart; alike on every engine.</summary>
public abstract class IngestContract(EngineFixture engine) : IAsyncLifetime
{
    private static readonly INoteSigner Cosigner = TestJournalKeys.Of("cosigner").Signer;

    private IDatabase database = null!;
    private JournalStore store = null!;
    private BatchIngest ingest = null!;
    private readonly HashSet<uint> replaced = [];

    public async Task InitializeAsync()
    {
        database = engine.Create();
        store = new(database);
        await store.MigrateAsync(CancellationToken.None);
        ingest = new(store, Cosigner, TimeProvider.System, isReplaced: (_, key) => replaced.Contains(key.Id));
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task A_batch_is_stored_and_its_checkpoint_cosigned()
    {
        var journal = new TestJournal("HN-01").Admit(1, 100);

        var answer = await StoreAsync(journal, journal.Batch(1, 100, signed: 64));

        var receipt = answer.ParseReceipt()!;
        Assert.Equal((100UL, 64UL), (answer.Contiguous, receipt.Content.Size));
        Assert.Equal(ReceiptFault.None, receipt.FaultFor("HN-01", journal.Key, CosignerKey.Of(Cosigner.Key)));
        Assert.Equal(100, await CountAsync());
    }

    [Fact]
    public async Task A_batch_sent_again_changes_nothing_and_gets_the_same_answer()
    {
        var journal = new TestJournal("HN-01").Admit(1, 10);
        var first = await StoreAsync(journal, journal.Batch(1, 10, signed: 10));

        var again = await StoreAsync(journal, journal.Batch(1, 10, signed: 10));

        Assert.Equal(first, again);
        Assert.Equal(10, await CountAsync());
    }

    [Fact]
    public async Task Batches_that_overlap_are_stored_once()
    {
        var journal = new TestJournal("HN-01").Admit(1, 30);
        await StoreAsync(journal, journal.Batch(1, 20));

        var answer = await StoreAsync(journal, journal.Batch(11, 20, signed: 30));

        Assert.Equal((30UL, 30UL), (answer.Contiguous, answer.ParseReceipt()!.Content.Size));
        Assert.Equal(30, await CountAsync());
    }

    [Fact]
    public async Task A_meeting_in_progress_goes_before_history_and_is_cosigned_once_the_gap_closes()
    {
        var journal = new TestJournal("HN-01").Admit(1, 90);

        var live = await StoreAsync(journal, journal.Batch(61, 30, signed: 90));
        var older = await StoreAsync(journal, journal.Batch(1, 30, signed: 20));
        var closed = await StoreAsync(journal, journal.Batch(31, 30, signed: 40));

        Assert.Equal((0UL, null), (live.Contiguous, live.Receipt));
        Assert.Equal((30UL, 20UL), (older.Contiguous, older.ParseReceipt()!.Content.Size));
        Assert.Equal((90UL, 90UL), (closed.Contiguous, closed.ParseReceipt()!.Content.Size));
    }

    [Fact]
    public async Task A_checkpoint_may_come_after_its_frames()
    {
        var journal = new TestJournal("HN-01").Admit(1, 50);
        await StoreAsync(journal, journal.Batch(1, 50));

        var answer = await StoreAsync(journal, new("HN-01", 51, [], journal.Sign(40)));

        Assert.Equal(40UL, answer.ParseReceipt()!.Content.Size);
    }

    [Fact]
    public async Task An_older_checkpoint_gets_the_newest_receipt()
    {
        var journal = new TestJournal("HN-01").Admit(1, 50);
        await StoreAsync(journal, journal.Batch(1, 50, signed: 50));

        Assert.Equal(50UL, (await StoreAsync(journal, journal.Batch(1, 20, signed: 20))).ParseReceipt()!.Content.Size);
    }

    [Fact]
    public async Task Another_frame_with_a_stored_number_is_kept_as_an_alarm_and_both_terminals_go_on()
    {
        var journal = new TestJournal("HN-01").Admit(1, 20);
        var restored = new TestJournal("HN-01").Admit(1, 5).Admit(900, 5);
        await StoreAsync(journal, journal.Batch(1, 10));

        var refused = await RefuseAsync(restored, restored.Batch(1, 10));
        await RefuseAsync(restored, restored.Batch(6, 5));
        var next = await StoreAsync(journal, journal.Batch(11, 10, signed: 20));

        Assert.Equal(UploadRefusal.Fork, refused.Code);
        Assert.Contains("record 6 of terminal HN-01", refused.Sentence.English, StringComparison.Ordinal);
        Assert.Equal([(6UL, 2UL), (7, 2), (8, 2), (9, 2), (10, 2)], (await store.ForksAsync(CancellationToken.None)).Select(fork => (fork.Sequence, fork.Times)));
        Assert.Equal((20UL, 20), (next.Contiguous, await CountAsync()));
    }

    [Fact]
    public async Task Frames_that_do_not_continue_the_stored_ones_are_kept_as_an_alarm()
    {
        var journal = new TestJournal("HN-01").Admit(1, 10);
        var restored = new TestJournal("HN-01").Admit(500, 15);
        await StoreAsync(journal, journal.Batch(1, 10));

        var refused = await RefuseAsync(restored, restored.Batch(11, 5));

        Assert.Equal(UploadRefusal.BrokenChain, refused.Code);
        Assert.Equal(5, (await store.ForksAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Frames_that_the_stored_ones_do_not_continue_are_kept_as_an_alarm()
    {
        var journal = new TestJournal("HN-01").Admit(1, 20);
        var restored = new TestJournal("HN-01").Admit(500, 15);
        await StoreAsync(journal, journal.Batch(11, 10));

        Assert.Equal(UploadRefusal.BrokenChain, (await RefuseAsync(restored, restored.Batch(1, 10))).Code);
    }

    [Fact]
    public async Task A_journal_of_another_terminal_is_refused()
    {
        var other = new TestJournal("HN-02").Admit(1, 5);

        Assert.Equal(UploadRefusal.BrokenChain, (await RefuseAsync(other, other.Batch(1, 5) with { TerminalId = "HN-01" })).Code);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_checkpoint_by_another_key_is_refused()
    {
        var journal = new TestJournal("HN-01").Admit(1, 5);

        var refused = await RefuseAsync(journal, journal.Batch(1, 5) with { Checkpoint = journal.Sign(5, signedBy: "thief") });

        Assert.Equal(UploadRefusal.BrokenChain, refused.Code);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_checkpoint_of_other_frames_is_refused_with_its_batch()
    {
        var journal = new TestJournal("HN-01").Admit(1, 5);

        var refused = await RefuseAsync(journal, journal.Batch(1, 5) with { Checkpoint = journal.Sign(5, root: RandomNumberGenerator.GetBytes(MerkleHash.Length)) });

        Assert.Contains("for 5 records does not match", refused.Sentence.English, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_terminal_enrolled_anew_begins_another_journal_and_both_go_on_being_verified()
    {
        var (before, anew) = (new TestJournal("HN-01").Admit(1, 20), new TestJournal("HN-01", whose: "anew").Admit(501, 8));
        var first = await StoreAsync(before, before.Batch(1, 20, signed: 20));
        replaced.Add(before.Key.Id);

        var second = await StoreAsync(anew, anew.Batch(1, 8, signed: 8));

        Assert.Equal((20UL, 8UL, 28), (first.Contiguous, second.Contiguous, await CountAsync()));
        Assert.Equal(ReceiptFault.None, first.ParseReceipt()!.FaultFor("HN-01", before.Key, CosignerKey.Of(Cosigner.Key)));
        Assert.Equal(ReceiptFault.None, second.ParseReceipt()!.FaultFor("HN-01", anew.Key, CosignerKey.Of(Cosigner.Key)));
        Assert.Equal(first, await StoreAsync(before, before.Batch(11, 10)));
        Assert.Equal((8UL, anew.Key.Id), (Assert.Single(await store.TerminalsAsync(CancellationToken.None)).Contiguous, (await store.TerminalsAsync(CancellationToken.None))[0].Key!.Id));
        Assert.Equal(28, (await store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None)).Count(arrival => arrival.TerminalId == "HN-01"));
        Assert.Empty(await store.ForksAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_fork_of_the_journal_that_was_begun_anew_is_an_alarm()
    {
        var (before, anew, restored) = (new TestJournal("HN-01").Admit(1, 5), new TestJournal("HN-01", whose: "anew").Admit(501, 8), new TestJournal("HN-01", whose: "anew").Admit(501, 4).Admit(900, 4));
        await StoreAsync(before, before.Batch(1, 5));
        replaced.Add(before.Key.Id);
        await StoreAsync(anew, anew.Batch(1, 8));

        Assert.Equal(UploadRefusal.Fork, (await RefuseAsync(restored, restored.Batch(1, 8))).Code);
        Assert.Equal([5UL, 6, 7, 8], (await store.ForksAsync(CancellationToken.None)).Select(fork => fork.Sequence));
    }

    [Fact]
    public async Task Another_key_while_the_first_is_in_force_is_an_alarm_which_ends_when_the_first_is_replaced()
    {
        var (before, other) = (new TestJournal("HN-01").Admit(1, 5), new TestJournal("HN-01", whose: "anew").Admit(501, 8));
        await StoreAsync(before, before.Batch(1, 5));

        Assert.Equal(UploadRefusal.Fork, (await RefuseAsync(other, other.Batch(1, 8))).Code);
        Assert.Equal(8, (await store.ForksAsync(CancellationToken.None)).Count);

        replaced.Add(before.Key.Id);
        Assert.Equal(8UL, (await StoreAsync(other, other.Batch(1, 8))).Contiguous);
        Assert.Empty(await store.ForksAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Batches_in_any_order_doubled_and_at_once_are_each_stored_once()
    {
        var journal = new TestJournal("HN-01").Admit(1, 600);
        var firsts = Enumerable.Range(0, 30).Select(index => (index * 20) + 1).ToArray();
        Random.Shared.Shuffle(firsts);

        await Parallel.ForEachAsync(firsts.Concat(firsts), async (first, _) => await StoreAsync(journal, journal.Batch(first, 20)));

        var answer = await StoreAsync(journal, new("HN-01", 601, [], journal.Sign(600)));
        Assert.Equal((600UL, 600UL, 600), (answer.Contiguous, answer.ParseReceipt()!.Content.Size, await CountAsync()));
    }

    [Fact]
    public async Task Passages_of_a_door_without_staff_are_found_by_its_point_and_only_those_of_late()
    {
        var journal = new TestJournal("HN-07");
        foreach (var (outcome, context, hour) in (ReadOnlySpan<(JournalOutcome, string, int)>)
            [(JournalOutcome.Admitted, "point:kho/2026-11-20", -40), (JournalOutcome.Admitted, "point:kho/2026-11-22", 0), (JournalOutcome.Left, "point:kho/2026-11-22", 1), (JournalOutcome.Admitted, "point:khac/2026-11-22", 1)])
        {
            journal.Append(TestJournal.Arrival(1, "Kho") with { Mode = JournalMode.VerifyOnly, Context = context, Outcome = outcome, Counts = JournalCounts.Nothing, Clock = new(TestJournal.Morning.AddHours(hour), ClockTrust.Attested) });
        }

        await StoreAsync(journal, journal.Batch(1, 4));

        var found = await store.PassagesAsync("point:kho", TestJournal.Morning.AddHours(-1), CancellationToken.None);
        Assert.Equal([JournalOutcome.Admitted, JournalOutcome.Left], found.Select(frame => frame.Entry.Record.Outcome));
        Assert.All(found, frame => Assert.NotNull(ArrivalOfOtherDoor.Of(1, frame.TerminalId, frame.Entry)));
        Assert.Empty(await store.ArrivalsAsync("point:kho", CancellationToken.None));
    }

    [Fact]
    public async Task Arrivals_of_a_meeting_are_those_of_all_doors()
    {
        var (one, two) = (new TestJournal("HN-01").Admit(1, 3), new TestJournal("HN-02").Admit(3, 3));
        await StoreAsync(one, one.Batch(1, 3));
        await StoreAsync(two, two.Batch(1, 3));

        var arrivals = await store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None);

        Assert.Equal(["HN-01", "HN-01", "HN-01", "HN-02", "HN-02", "HN-02"], arrivals.Select(arrival => arrival.TerminalId).Order(StringComparer.Ordinal));
        Assert.Empty(await store.ArrivalsAsync("dai_hoi%", CancellationToken.None));
    }

    [Theory]
    [InlineData(1999)]
    [InlineData(2051)]
    public async Task A_wrong_clock_at_either_end_keeps_nothing_from_being_stored_and_receipted(int year)
    {
        var wrong = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        ingest = new(store, Cosigner, new ManualTimeProvider(wrong));
        var journal = new TestJournal("HN-01").Admit(1, 3);
        var record = TestJournal.Arrival(4, "1");
        journal.Append(record with { Clock = record.Clock with { Instant = wrong } });

        var receipt = (await StoreAsync(journal, journal.Batch(1, 4, signed: 4))).ParseReceipt()!;

        Assert.Equal((4UL, ReceiptFault.None), (receipt.Content.Size, receipt.FaultFor("HN-01", journal.Key, CosignerKey.Of(Cosigner.Key))));
        Assert.Equal(4, (await store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None)).Count);
    }

    private async Task<UploadAnswer> StoreAsync(TestJournal journal, UploadBatch batch) =>
        Assert.IsType<IngestOutcome.Stored>(await ingest.StoreAsync(batch, journal.Key, CancellationToken.None)).Answer;

    private async Task<IngestOutcome.Refused> RefuseAsync(TestJournal journal, UploadBatch batch) =>
        Assert.IsType<IngestOutcome.Refused>(await ingest.StoreAsync(batch, journal.Key, CancellationToken.None));

    private async Task<int> CountAsync()
    {
        await using var session = await DatabaseSession.BeginAsync(database, CancellationToken.None);
        return Convert.ToInt32(await session.ScalarAsync("SELECT COUNT(*) FROM frame", CancellationToken.None), System.Globalization.CultureInfo.InvariantCulture);
    }
}

[SupportedOSPlatform("linux")]
public sealed class PostgresIngestTests(PostgresFixture engine) : IngestContract(engine), IClassFixture<PostgresFixture>;

public sealed class SqliteIngestTests(SqliteFixture engine) : IngestContract(engine), IClassFixture<SqliteFixture>;
