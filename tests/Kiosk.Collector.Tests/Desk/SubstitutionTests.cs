using Kiosk.Collector.Attendance;
using Kiosk.Collector.Desk;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Keys;
using Kiosk.Collector.People;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.People;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Tests.Desk;

/// <summary>An alternate in the place of an absent delegate, by a supervisor's act.</summary>
public sealed class SubstitutionTests : IClassFixture<SqliteFixture>, IDisposable
{
    private const string Context = $"{TestJournal.Meeting}/phien-1";

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly CollectorKey key;
    private readonly SqliteFixture engine;

    public SubstitutionTests(SqliteFixture engine) => (this.engine, key) = (engine, CollectorKey.Open(folder.Path, "hall", new DurableFiles()));

    public void Dispose()
    {
        key.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task An_alternate_takes_an_absent_delegates_place_by_the_document_that_decides_it()
    {
        await using var scene = await Scene.OpenAsync(engine, folder, key);
        await scene.ComesAsync(3);
        Assert.Equal(0, (await scene.FiguresAsync()).Quorum!.Present);

        Assert.IsType<DeskOutcome.Done>(await scene.Desk.ActAsync(Substitute("127-QĐ/ĐU")));

        var figures = await scene.FiguresAsync();
        Assert.Equal((1, 1, 0), (figures.Quorum!.Present, figures.MayVote, figures.ContestedMandates));
        var told = (await scene.Store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None)).Where(frame => frame.TerminalId == "hall-desk").ToList();
        Assert.Equal([JournalOutcome.Yielded, JournalOutcome.Substituted], told.Select(frame => frame.Entry.Record.Outcome));
        Assert.All(told, frame => Assert.Equal(ReasonCode.DeskSubstitute, frame.Entry.Record.Code));
        Assert.Equal("127-QĐ/ĐU", scene.Journal.Open(told[1].Entry.Record.Sealed, told[1].Previous!).Note);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task Without_a_document_it_is_refused(string? document)
    {
        await using var scene = await Scene.OpenAsync(engine, folder, key);

        Assert.IsType<DeskOutcome.Refused>(await scene.Desk.ActAsync(Substitute(document)));
    }

    [Fact]
    public async Task A_delegate_who_is_here_keeps_the_place()
    {
        await using var scene = await Scene.OpenAsync(engine, folder, key);
        await scene.ComesAsync(1);

        Assert.IsType<DeskOutcome.Refused>(await scene.Desk.ActAsync(Substitute("127-QĐ/ĐU")));
    }

    [Fact]
    public async Task A_delegate_who_comes_after_all_is_shown_as_contested_and_counted_once()
    {
        await using var scene = await Scene.OpenAsync(engine, folder, key);
        await scene.ComesAsync(3);
        await scene.Desk.ActAsync(Substitute("127-QĐ/ĐU"));

        await scene.ComesAsync(1);

        var figures = await scene.FiguresAsync();
        Assert.Equal((1, 1), (figures.Quorum!.Present, figures.ContestedMandates));
    }

    private static DeskAct.Substitute Substitute(string? document) => new(Context, "secretary", document, Person(3), Person(1));

    private static DeskPerson Person(int number) => new(TestJournal.PseudonymOf(number), null, JournalCounts.Nothing);

    private sealed class Scene(IDatabase database, JournalStore store, DeskJournal journal, SupportDesk desk, Kiosk.Collector.Ingest.BatchIngest ingest) : IAsyncDisposable
    {
        private static readonly Meeting Congress = new(TestJournal.Meeting, "Đại hội", MeetingKind.DelegateCongress, new byte[32], [], new(1, 2, QuorumRounding.Up, "", ""));

        private readonly TestJournal door = new("HN-01");

        public JournalStore Store => store;

        public DeskJournal Journal => journal;

        public SupportDesk Desk => desk;

        public static async Task<Scene> OpenAsync(SqliteFixture engine, TestFolder folder, CollectorKey key)
        {
            var database = engine.Create();
            var store = new JournalStore(database);
            await store.MigrateAsync(CancellationToken.None);
            var (journal, ingest) = (DeskJournal.Open(folder.Path, key, new DurableFiles(), TimeProvider.System), new Kiosk.Collector.Ingest.BatchIngest(store, key, TimeProvider.System));
            return new(database, store, journal, new(journal, store, ingest, new ArrivalHub(store, TimeProvider.System), TimeProvider.System), ingest);
        }

        public async Task ComesAsync(int number)
        {
            door.Append(TestJournal.Arrival(number, "1") with { Counts = number == 3 ? JournalCounts.Nothing : JournalCounts.Quorum | JournalCounts.VotingBase | JournalCounts.Vote });
            await ingest.StoreAsync(door.Batch(1, door.Frames.Count), door.Key, CancellationToken.None);
        }

        public async Task<Kiosk.Feed.Attendance.AttendanceSummary> FiguresAsync()
        {
            var lists = AttendanceList.Of(await store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None));
            ConvenedPerson[] convened = [Convened(1, AttendeeClass.DelegateElected), Convened(2, AttendeeClass.DelegateElected), Convened(3, AttendeeClass.Alternate)];
            return AttendanceFigures.Of(Congress, convened, lists, Assert.Single(lists))!;
        }

        public async ValueTask DisposeAsync()
        {
            desk.Dispose();
            journal.Dispose();
            await database.DisposeAsync();
        }

        private static ConvenedPerson Convened(int number, AttendeeClass attendee) => new(Convert.ToHexStringLower(TestJournal.PseudonymOf(number)), new(TestCards.TagOf(number), attendee, null, null, null, null), null);
    }
}
