using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Halls;
using Kiosk.Collector.Keys;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Storage.Sqlite;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Identity.Listing;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using TestTerminal = Kiosk.Collector.Tests.Serving.TestTerminal;
using TestTerminalFeed = Kiosk.Testing.Feed.TestTerminalFeed;

namespace Kiosk.Collector.Tests.Roll;

/// <summary>A terminal with a new disk or in a new box, enrolled at the desk under its old id: its journal begins at record 1 again.</summary>
[SupportedOSPlatform("linux")]
public sealed class EnrolledAnewTests : IAsyncLifetime
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly TerminalAuthority authority = TerminalAuthority.Create("The desk", TimeProvider.System.GetUtcNow());
    private readonly List<IDisposable> owned = [];
    private SqliteDatabase database = null!;
    private RunningCollector collector = null!;
    private TestTerminalFeed feed = null!;
    private (TestTerminal Terminal, TerminalRecord Record) before;
    private (TestTerminal Terminal, TerminalRecord Record) anew;

    private JournalStore Journals => new(database);

    public async Task InitializeAsync()
    {
        database = new(folder["collector.sqlite"]);
        collector = await RunningCollector.StartAsync(database, new X509Certificate2Collection());
        feed = new(folder["feed"], TimeProvider.System);
        (before, anew) = (Enrol("test"), Enrol("anew"));
        before.Terminal.Journal.Admit(1, 20);
        anew.Terminal.Journal.Admit(501, 10);
        await PublishAsync(before.Record);
        await before.Terminal.StoreAsync(before.Terminal.Journal.Batch(1, 15, signed: 15));
    }

    public async Task DisposeAsync()
    {
        owned.ForEach(one => one.Dispose());
        authority.Dispose();
        await collector.DisposeAsync();
        await database.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Its_journal_is_collected_from_record_1_and_raises_no_alarm()
    {
        await ReplaceAsync();

        var asked = await anew.Terminal.StoreAsync(new("HN-01", 1, [], null));
        var answer = await anew.Terminal.StoreAsync(anew.Terminal.Journal.Batch(1, 10, signed: 10));

        Assert.Equal((0UL, 10UL, 10UL), (asked.Contiguous, answer.Contiguous, answer.ParseReceipt()!.Content.Size));
        Assert.Equal([15UL, 10UL], (await Journals.JournalsAsync(CancellationToken.None)).OrderBy(journal => journal.FirstSeen).Select(journal => journal.Contiguous));
        Assert.Empty(await Journals.ForksAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Its_old_key_going_on_is_refused_and_noted()
    {
        await ReplaceAsync();
        await anew.Terminal.StoreAsync(anew.Terminal.Journal.Batch(1, 10));

        using var refused = await before.Terminal.SendAsync(before.Terminal.Journal.Batch(16, 5));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var noted = Assert.Single(await new TerminalStateStore(database).RefusalsAsync(CancellationToken.None));
        Assert.Equal(("HN-01", UploadRefusal.RevokedTerminal), (noted.TerminalId, noted.Code));
        Assert.Equal(15UL, (await Journals.FindAsync("HN-01", CancellationToken.None))!.Contiguous);
    }

    [Fact]
    public async Task It_hears_who_came_in_at_its_own_door_before_and_not_what_it_records_itself()
    {
        await ReplaceAsync();
        await anew.Terminal.StoreAsync(anew.Terminal.Journal.Batch(1, 10));
        using var arrivals = await anew.Terminal.OpenArrivalsAsync();

        var heard = new List<string>();
        for (var count = 0; count < 15; count++)
        {
            heard.Add((await TestTerminal.ReadArrivalAsync(arrivals)).Pseudonym);
        }

        await new OtherDoor(this).ArriveAsync(900);

        Assert.Equal(Enumerable.Range(1, 15).Select(person => Convert.ToHexStringLower(TestJournal.PseudonymOf(person))).Order(StringComparer.Ordinal), heard.Order(StringComparer.Ordinal));
        Assert.Equal(Convert.ToHexStringLower(TestJournal.PseudonymOf(900)), (await TestTerminal.ReadArrivalAsync(arrivals)).Pseudonym);
    }

    [Fact]
    public async Task A_hall_passes_both_journals_on_each_with_the_certificate_of_its_key()
    {
        await ReplaceAsync();
        await anew.Terminal.StoreAsync(anew.Terminal.Journal.Batch(1, 10));
        var names = (await Journals.JournalsAsync(CancellationToken.None)).ToDictionary(journal => journal.Key!.Id, journal => journal.Journal);

        var store = new UpstreamStore(database);

        Assert.Equal(before.Terminal.Certificate.RawData, await store.CertificateAsync(names[before.Terminal.Journal.Key.Id], CancellationToken.None));
        Assert.Equal(anew.Terminal.Certificate.RawData, await store.CertificateAsync(names[anew.Terminal.Journal.Key.Id], CancellationToken.None));
    }

    [Fact]
    public async Task Passed_on_by_a_hall_it_is_another_journal_too()
    {
        using var hall = CollectorKey.Open(folder["hall"], "hall-1", new DurableFiles());
        using var certificate = hall.CreateCertificate(DateTimeOffset.UtcNow);
        Assert.True(new HallList(collector.Data, new DurableFiles()).Add(hall.Cosigner));
        using var client = new CollectorClient(CollectorConnection.Open(collector.Address, collector.Cosigner, () => certificate), collector.Address, new("--upstream", "--upstream-key"));
        await ReplaceAsync();

        var outcome = await client.SendAsync("HN-01", anew.Terminal.Journal.Batch(1, 10, signed: 10).Encode(), anew.Terminal.Certificate.RawData, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(10UL, Assert.IsType<UploadOutcome.Stored>(outcome).Answer.Contiguous);
    }

    private Task ReplaceAsync() => PublishAsync(before.Record with { Revoked = new(TimeProvider.System.GetUtcNow(), "broken") }, anew.Record);

    private async Task PublishAsync(params TerminalRecord[] records)
    {
        await feed.PublishAsync(records);
        await collector.Roll.UpdateAsync(new FeedFolder(feed.Folder), feed.Root, TimeProvider.System.GetUtcNow(), CancellationToken.None);
    }

    private (TestTerminal Terminal, TerminalRecord Record) Enrol(string whose, string id = "HN-01")
    {
        using var keys = KeyFile.Create(folder[$"{id}-{whose}.key"], new DurableFiles());
        using var issuer = X509Certificate2.CreateFromPem(authority.ExportCertificatesPem(), authority.ExportKeyPem());
        var terminal = new TestTerminal(id, collector.Address, issuer, expires: null, whose);
        owned.Add(terminal);
        var decryption = authority.Issue(EnrolmentRequest.Create(id, keys, token: null), TimeProvider.System.GetUtcNow()).DecryptionCertificate;
        return (terminal, new(id, "2", terminal.Certificate.RawDataMemory, decryption));
    }

    /// <summary>A terminal at another door.</summary>
    private sealed class OtherDoor(EnrolledAnewTests test)
    {
        public async Task ArriveAsync(int person)
        {
            var (terminal, record) = test.Enrol("test", "HN-02");
            await test.PublishAsync(test.before.Record with { Revoked = new(TimeProvider.System.GetUtcNow(), "broken") }, test.anew.Record, record);
            await terminal.StoreAsync(terminal.Journal.Admit(person, 1).Batch(1, 1));
        }
    }
}
