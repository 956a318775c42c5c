using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Attendance;
using Kiosk.Collector.Halls;
using Kiosk.Collector.Keys;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Storage.Sqlite;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Durability;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;

namespace Kiosk.Collector.Tests.Serving;

/// <summary>What a hall may pass on: journals of known terminals, and nothing that it made up.</summary>
[SupportedOSPlatform("linux")]
public sealed class PassedOnTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly SqliteDatabase database;
    private readonly CollectorKey hall;
    private readonly X509Certificate2 hallCertificate;
    private RunningCollector collector = null!;
    private CollectorClient client = null!;

    public PassedOnTests()
    {
        database = new(folder["centre.sqlite"]);
        hall = CollectorKey.Open(folder["hall"], "hall-1", new DurableFiles());
        hallCertificate = hall.CreateCertificate(DateTimeOffset.UtcNow);
    }

    public async Task InitializeAsync()
    {
        collector = await RunningCollector.StartAsync(database);
        client = new(CollectorConnection.Open(collector.Address, collector.Cosigner, () => hallCertificate), collector.Address, new("--upstream", "--upstream-key"));
        Assert.True(new HallList(collector.Data, new DurableFiles()).Add(hall.Cosigner));
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await collector.DisposeAsync();
        await database.DisposeAsync();
        hallCertificate.Dispose();
        hall.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_known_terminals_journal_is_stored_with_its_certificate_for_the_next_collector_above()
    {
        using var terminal = new TestTerminal("HN-01", collector.Address);

        var stored = Assert.IsType<UploadOutcome.Stored>(await PassOnAsync(terminal.Journal.Admit(1, 5).Batch(1, 5, signed: 5), terminal.Certificate));

        Assert.Equal((5UL, 5UL), (stored.Answer.Contiguous, stored.Answer.ParseReceipt()!.Content.Size));
        Assert.Equal(terminal.Certificate.RawData, await new UpstreamStore(database).CertificateAsync("HN-01", CancellationToken.None));
    }

    /// <summary>A national conference: the centre's hall and 33 bridge points, each with its own collector and two doors.</summary>
    [Fact]
    public async Task Thirty_four_bridge_points_are_one_count()
    {
        const int Points = 34, PeopleADoor = 5;
        var list = new HallList(collector.Data, new DurableFiles());
        await Parallel.ForAsync(1, Points + 1, async (point, cancellationToken) =>
        {
            using var key = CollectorKey.Open(folder[$"point-{point}"], $"point-{point}", new DurableFiles());
            using var certificate = key.CreateCertificate(DateTimeOffset.UtcNow);
            lock (list)
            {
                Assert.True(list.Add(key.Cosigner));
            }

            using var passing = new CollectorClient(CollectorConnection.Open(collector.Address, collector.Cosigner, () => certificate), collector.Address, new("--upstream", "--upstream-key"));
            foreach (var door in (int[])[1, 2])
            {
                using var terminal = new TestTerminal($"P{point:00}-{door}", collector.Address);
                // Person 1 of the conference is admitted at every door of every point.
                var batch = terminal.Journal.Admit(1, 1).Admit((point * 100) + (door * 10), PeopleADoor - 1).Batch(1, PeopleADoor, signed: PeopleADoor);
                Assert.IsType<UploadOutcome.Stored>(await passing.SendAsync(batch.TerminalId, batch.Encode(), terminal.Certificate.RawData, cancellationToken).WaitAsync(Limit, cancellationToken));
            }
        });

        var counted = Assert.Single(AttendanceList.Of(await new JournalStore(database).ArrivalsAsync(TestJournal.Meeting, CancellationToken.None)));

        Assert.Equal(1 + (Points * 2 * (PeopleADoor - 1)), counted.Present.Count);
        Assert.Equal((2 * Points) - 1, Assert.Single(counted.Conflicts).Again.Count);
        Assert.Equal(2 * Points, (await new JournalStore(database).TerminalsAsync(CancellationToken.None)).Count(terminal => terminal.ReceiptSize == PeopleADoor));
    }

    [Fact]
    public async Task A_certificate_that_expired_since_the_hall_took_the_journal_in_is_good_enough()
    {
        using var terminal = new TestTerminal("HN-01", collector.Address, TestTerminal.Authority, expires: DateTimeOffset.UtcNow.AddDays(-1));

        Assert.IsType<UploadOutcome.Stored>(await PassOnAsync(terminal.Journal.Admit(1, 5).Batch(1, 5, signed: 5), terminal.Certificate));
    }

    [Fact]
    public async Task A_terminal_that_no_known_authority_issued_is_refused()
    {
        using var authority = TestTerminal.CreateAuthority();
        using var made = new TestTerminal("HN-01", collector.Address, authority, expires: null);

        await AssertRefusedAsync(UploadRefusal.UnknownTerminal, made.Journal.Admit(1, 5).Batch(1, 5), made.Certificate);
    }

    [Fact]
    public async Task Another_terminals_certificate_is_refused()
    {
        using var terminal = new TestTerminal("HN-02", collector.Address);

        await AssertRefusedAsync(UploadRefusal.UnknownTerminal, new TestJournal("HN-01").Admit(1, 5).Batch(1, 5), terminal.Certificate);
    }

    [Fact]
    public async Task A_checkpoint_that_the_terminal_did_not_sign_is_refused()
    {
        using var terminal = new TestTerminal("HN-01", collector.Address);

        var outcome = await PassOnAsync(new TestJournal("HN-01", whose: "the hall's").Admit(1, 5).Batch(1, 5, signed: 5), terminal.Certificate);

        Assert.Equal(UploadRefusal.BrokenChain, Assert.IsType<UploadOutcome.Parked>(outcome).Refusal!.Code);
    }

    [Fact]
    public async Task Beyond_what_the_terminal_signed_only_so_many_records_are_believed()
    {
        using var terminal = new TestTerminal("HN-01", collector.Address);
        terminal.Journal.Admit(1, 1_001);
        Assert.IsType<UploadOutcome.Stored>(await PassOnAsync(terminal.Journal.Batch(1, 500), terminal.Certificate));
        Assert.IsType<UploadOutcome.Stored>(await PassOnAsync(terminal.Journal.Batch(501, 500), terminal.Certificate));

        var outcome = await PassOnAsync(terminal.Journal.Batch(1_001, 1), terminal.Certificate);

        Assert.Equal(UploadRefusal.Unsigned, Assert.IsType<UploadOutcome.Parked>(outcome).Refusal!.Code);
        Assert.IsType<UploadOutcome.Stored>(await PassOnAsync(terminal.Journal.Batch(1_001, 1, signed: 1_001), terminal.Certificate));
    }

    [Fact]
    public async Task A_collector_that_is_not_listed_passes_nothing_on()
    {
        Assert.True(new HallList(collector.Data, new DurableFiles()).Remove("hall-1"));
        using var terminal = new TestTerminal("HN-01", collector.Address);

        await AssertRefusedAsync(UploadRefusal.UnknownHall, terminal.Journal.Admit(1, 5).Batch(1, 5), terminal.Certificate);
    }

    [Fact]
    public async Task A_halls_own_support_desk_needs_no_certificate_and_no_other_desk_does_without()
    {
        Assert.IsType<UploadOutcome.Stored>(await PassOnAsync(new TestJournal("hall-1-desk").Admit(1, 1).Batch(1, 1), certificate: null));

        await AssertRefusedAsync(UploadRefusal.UnknownTerminal, new TestJournal("hall-2-desk").Admit(1, 1).Batch(1, 1), certificate: null);
    }

    private Task<UploadOutcome> PassOnAsync(UploadBatch batch, X509Certificate2? certificate) =>
        client.SendAsync(batch.TerminalId, batch.Encode(), certificate?.RawData ?? [], CancellationToken.None).WaitAsync(Limit);

    private async Task AssertRefusedAsync(string code, UploadBatch batch, X509Certificate2? certificate)
    {
        Assert.Equal(code, Assert.IsType<UploadOutcome.Refused>(await PassOnAsync(batch, certificate)).Code);
        Assert.DoesNotContain(await new JournalStore(database).TerminalsAsync(CancellationToken.None), terminal => terminal.TerminalId == batch.TerminalId);
    }
}
