using Kiosk.Collector.Desk;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Keys;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Tests.Desk;

/// <summary>The support desk's journal: a door's like any other, collected with a receipt, and told to the doors.</summary>
public sealed class SupportDeskTests : IClassFixture<SqliteFixture>, IDisposable
{
    private const string Context = $"{TestJournal.Meeting}/phien-1";

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly CollectorKey key;
    private readonly SqliteFixture engine;

    public SupportDeskTests(SqliteFixture engine) => (this.engine, key) = (engine, CollectorKey.Open(folder.Path, "hall", new DurableFiles()));

    public void Dispose()
    {
        key.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task An_act_is_a_frame_under_a_checkpoint_of_the_collectors_key_with_a_receipt()
    {
        await using var database = engine.Create();
        var (store, hub) = await OpenAsync(database);
        using var journal = OpenJournal();
        using var desk = new SupportDesk(journal, store, new(store, key, TimeProvider.System), hub, TimeProvider.System);

        Assert.IsType<DeskOutcome.Done>(await desk.ActAsync(CheckIn(1)));

        var receipt = UploadReceipt.Parse((await store.NewestReceiptAsync("hall-desk", ulong.MaxValue, CancellationToken.None))!.Note);
        Assert.Equal(ReceiptFault.None, receipt.FaultFor("hall-desk", journal.Key, key.Cosigner));
        Assert.Equal(1UL, Assert.Single(await store.TerminalsAsync(CancellationToken.None)).Contiguous);
    }

    [Fact]
    public async Task Every_act_is_told_to_the_doors_as_what_it_is()
    {
        await using var database = engine.Create();
        var (store, hub) = await OpenAsync(database);
        using var journal = OpenJournal();
        using var desk = new SupportDesk(journal, store, new(store, key, TimeProvider.System), hub, TimeProvider.System);
        var arrivals = await hub.OpenAsync(TestJournal.Meeting, CancellationToken.None);

        await desk.ActAsync(CheckIn(1));
        await desk.ActAsync(new DeskAct.Undo(Context, "secretary", ReasonCode.DeskMistaken, null, Person(1)));
        await desk.ActAsync(new DeskAct.NoteAbsence(Context, "secretary", ReasonCode.DeskAbsentIll, null, Person(1)));
        await desk.ActAsync(new DeskAct.LetIn(Context, "secretary", null, "Khách"));

        var told = arrivals.After(0).Lines.Select(line => line.Arrival).ToList();
        Assert.Equal([null, JournalOutcome.Reverted, JournalOutcome.Excused, null], told.Select(line => line.Correction));
        Assert.All(told, line => Assert.Equal(SupportDesk.Door, line.Door));
    }

    [Fact]
    public async Task An_undo_comes_after_an_arrival_whose_doors_clock_runs_ahead()
    {
        await using var database = engine.Create();
        var (store, hub) = await OpenAsync(database);
        var ingest = new BatchIngest(store, key, TimeProvider.System);
        var ahead = TimeProvider.System.GetUtcNow().AddHours(1);
        var door = new TestJournal("HN-01").Append(TestJournal.Arrival(1, "1") with { Clock = new(ahead, Kiosk.Verification.Time.ClockTrust.Rtc) });
        await ingest.StoreAsync(door.Batch(1, 1), door.Key, CancellationToken.None);
        using var journal = OpenJournal();
        using var desk = new SupportDesk(journal, store, ingest, hub, TimeProvider.System);

        await desk.ActAsync(new DeskAct.Undo(Context, "secretary", ReasonCode.DeskMistaken, null, Person(1)));
        var again = await desk.ActAsync(CheckIn(1));

        Assert.IsType<DeskOutcome.Done>(again);
        var list = Assert.Single(Kiosk.Collector.Attendance.AttendanceList.Of(await store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None)));
        Assert.Equal("hall-desk", Assert.Single(list.Present).First.TerminalId);
        Assert.Equal("HN-01", Assert.Single(list.Undone).Arrival.TerminalId);
    }

    [Fact]
    public async Task Who_and_why_are_sealed_to_the_desk_and_bound_to_their_frame()
    {
        await using var database = engine.Create();
        var (store, hub) = await OpenAsync(database);
        using var journal = OpenJournal();
        using var desk = new SupportDesk(journal, store, new(store, key, TimeProvider.System), hub, TimeProvider.System);
        await desk.ActAsync(new DeskAct.LetIn(Context, "nguyen.van.a", "đến muộn", "Phạm Quốc Khánh"));

        var frame = Assert.Single(await store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None));

        var details = journal.Open(frame.Entry.Record.Sealed, frame.Previous!);
        Assert.Equal(("nguyen.van.a", "Phạm Quốc Khánh", "đến muộn"), (details.By, details.GuestName, details.Note));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => journal.Open(frame.Entry.Record.Sealed, frame.Previous! with { Sequence = 1 }));
    }

    [Fact]
    public async Task What_could_not_be_collected_is_handed_over_at_the_next_start()
    {
        await using var database = engine.Create();
        var (store, hub) = await OpenAsync(database);
        using (var journal = OpenJournal())
        {
            journal.Append(TestJournal.Arrival(1, SupportDesk.Door) with { Code = ReasonCode.DeskNoCard }, new(By: "secretary"));
        }

        using var reopened = OpenJournal();
        using var desk = new SupportDesk(reopened, store, new(store, key, TimeProvider.System), hub, TimeProvider.System);

        Assert.IsType<DeskOutcome.Done>(await desk.CatchUpAsync());

        Assert.Single(await store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None));
    }

    /// <summary>Or whoever does it again, because no figure shows it, has done it twice.</summary>
    [Fact]
    public async Task What_could_not_be_collected_is_handed_over_before_the_next_act()
    {
        await using var database = engine.Create();
        var (store, hub) = await OpenAsync(database);
        using var journal = OpenJournal();
        using var desk = new SupportDesk(journal, store, new(store, key, TimeProvider.System), hub, TimeProvider.System);
        await desk.CatchUpAsync();
        journal.Append(TestJournal.Arrival(1, SupportDesk.Door) with { Code = ReasonCode.DeskNoCard }, new(By: "secretary"));

        var again = await desk.ActAsync(CheckIn(1));

        Assert.Contains("Already recorded as present", Assert.IsType<DeskOutcome.Refused>(again).Sentence.English, StringComparison.Ordinal);
        Assert.Single(await store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None));
    }

    [Fact]
    public async Task After_a_full_disk_the_desk_goes_on_once_there_is_room_and_what_it_acknowledged_stands()
    {
        await using var database = engine.Create();
        var (store, hub) = await OpenAsync(database);
        var files = new FaultyFiles(new DurableFiles());
        using var journal = DeskJournal.Open(folder.Path, key, files, TimeProvider.System);
        using var desk = new SupportDesk(journal, store, new(store, key, TimeProvider.System), hub, TimeProvider.System);
        await desk.ActAsync(CheckIn(1));
        files.FailAfter(0, FileFault.ShortWrite);
        await Assert.ThrowsAsync<JournalException>(() => desk.ActAsync(CheckIn(2)));

        files.FailAfter(1_000_000, FileFault.Write);
        var outcome = await desk.ActAsync(CheckIn(3));

        Assert.IsType<DeskOutcome.Done>(outcome);
        Assert.Equal(
            [Convert.ToHexStringLower(TestJournal.PseudonymOf(1)), Convert.ToHexStringLower(TestJournal.PseudonymOf(3))],
            (await store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None)).Select(frame => Convert.ToHexStringLower(frame.Entry.Record.Pseudonym.Span)));
    }

    [Fact]
    public async Task One_journal_has_one_writer()
    {
        using var journal = OpenJournal();

        await Assert.ThrowsAsync<JournalInUseException>(() => Task.Run(OpenJournal));
    }

    private static DeskPerson Person(int number) => new(TestJournal.PseudonymOf(number), null, JournalCounts.Quorum);

    private static DeskAct.CheckIn CheckIn(int number) => new(Context, "secretary", ReasonCode.DeskNoCard, null, Person(number));

    private static async Task<(JournalStore Store, ArrivalHub Hub)> OpenAsync(IDatabase database)
    {
        var store = new JournalStore(database);
        await store.MigrateAsync(CancellationToken.None);
        return (store, new(store, TimeProvider.System));
    }

    private DeskJournal OpenJournal() => DeskJournal.Open(folder.Path, key, new DurableFiles(), TimeProvider.System);
}
