using System.Data.Common;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Serving;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Storage.Migrations;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Durability;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Collector.Tests.Doors;

/// <summary>Meetings come and go for as long as the collector runs: those that nobody asks for do not stay.</summary>
public sealed class ArrivalHubTests(SqliteFixture engine) : IClassFixture<SqliteFixture>
{
    private static readonly TestNoteSigner Cosigner = new("hall", Enumerable.Repeat((byte)7, 32).ToArray());

    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task A_meeting_that_nobody_asked_for_in_an_hour_is_let_go_and_one_that_a_door_follows_is_not()
    {
        await using var database = await MigratedAsync();
        var hub = new ArrivalHub(new(database), time);
        await hub.OpenAsync("da-xong", CancellationToken.None);
        await hub.OpenAsync("dang-hop", CancellationToken.None);

        time.Advance(TimeSpan.FromMinutes(40));
        hub.Use("dang-hop");
        time.Advance(TimeSpan.FromMinutes(40));
        await hub.OpenAsync("sap-hop", CancellationToken.None);

        Assert.Equal(["dang-hop", "sap-hop"], hub.Meetings.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Asked_for_again_it_is_read_anew_and_a_position_from_before_misses_nothing()
    {
        await using var database = await MigratedAsync();
        var hub = new ArrivalHub(new(database), time);
        await StoreAsync(database, new TestJournal("HN-01").Admit(5, 3));
        var last = (await hub.OpenAsync(TestJournal.Meeting, CancellationToken.None)).After(0).Lines[^1].Arrival.Position;
        time.Advance(TimeSpan.FromMinutes(61));
        await hub.OpenAsync("khac", CancellationToken.None);
        // Earlier by its door's clock: among what was read before.
        await StoreAsync(database, new TestJournal("HN-02").Admit(1, 2));

        var lines = (await hub.OpenAsync(TestJournal.Meeting, CancellationToken.None)).After(last).Lines;

        Assert.Equal(["HN-02", "HN-02", "HN-01", "HN-01", "HN-01"], lines.Select(line => line.Arrival.Terminal));
    }

    /// <summary>As a stick's import does while the collector serves.</summary>
    [Fact]
    public async Task What_another_process_stored_is_told_within_a_quarter_of_a_minute()
    {
        await using var database = await MigratedAsync();
        var hub = new ArrivalHub(new(database), time);
        await StoreAsync(database, new TestJournal("HN-01").Admit(1, 1));
        var arrivals = await hub.OpenAsync(TestJournal.Meeting, CancellationToken.None);
        using var refresh = new ArrivalRefresh(hub, time, NullLogger.Instance);
        await refresh.StartAsync(CancellationToken.None);
        await StoreAsync(database, new TestJournal("HN-02").Admit(2, 1));
        var (count, changed) = arrivals.Now;

        await NextRoundAsync();
        await changed.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, count);
        Assert.Equal(["HN-01", "HN-02"], arrivals.After(0).Lines.Select(line => line.Arrival.Terminal));
        await refresh.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task While_the_database_cannot_be_read_it_is_behind_and_afterwards_no_more()
    {
        await using var database = await MigratedAsync();
        var away = new AwayDatabase(database);
        var hub = new ArrivalHub(new(away), time);
        await hub.OpenAsync(TestJournal.Meeting, CancellationToken.None);
        using var refresh = new ArrivalRefresh(hub, time, NullLogger.Instance);
        await refresh.StartAsync(CancellationToken.None);
        away.IsAway = true;
        await NextRoundAsync();
        var meanwhile = hub.IsBehind;
        away.IsAway = false;

        await NextRoundAsync();

        Assert.True(meanwhile);
        Assert.False(hub.IsBehind);
        await refresh.StopAsync(CancellationToken.None);
    }

    /// <summary>A hall asks upstream for a hundred meetings at most.</summary>
    [Fact]
    public async Task What_is_followed_comes_before_whatever_else_was_asked_for()
    {
        await using var database = await MigratedAsync();
        var hub = new ArrivalHub(new(database), time);
        await hub.OpenAsync("dang-hop", CancellationToken.None);
        for (var number = 0; number < 200; number++)
        {
            await hub.OpenAsync($"bia-{number}", CancellationToken.None);
        }

        time.Advance(TimeSpan.FromMilliseconds(100));
        hub.Use("dang-hop");

        Assert.Equal("dang-hop", hub.InUse[0]);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["dang-hop"], hub.InUse);
    }

    // Until it waits for its clock again.
    private async Task NextRoundAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await UntilWaitingAsync(limit.Token);
        time.Advance(ArrivalRefresh.Interval);
        await UntilWaitingAsync(limit.Token);
    }

    private async Task UntilWaitingAsync(CancellationToken cancellationToken)
    {
        while (time.WaitingTimers == 0)
        {
            await Task.Delay(1, cancellationToken);
        }
    }

    private static async Task StoreAsync(IDatabase database, TestJournal journal) =>
        Assert.IsType<IngestOutcome.Stored>(await new BatchIngest(new(database), Cosigner, TimeProvider.System).StoreAsync(journal.Batch(1, journal.Frames.Count), journal.Key, CancellationToken.None));

    private async Task<IDatabase> MigratedAsync()
    {
        var database = engine.Create();
        await SchemaMigrator.RunAsync(database, CancellationToken.None);
        return database;
    }

    /// <summary>A database that can be out of reach.</summary>
    private sealed class AwayDatabase(IDatabase database) : IDatabase
    {
        public bool IsAway { get; set; }

        public IReadOnlyList<Migration> Migrations => database.Migrations;

        public string MigrationLock => database.MigrationLock;

        public string RowLock => database.RowLock;

        public Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => IsAway ? throw new IOException("The database is away.") : database.OpenAsync(cancellationToken);

        public Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) => database.BeginAsync(connection, cancellationToken);

        public Task InsertAsync(DbTransaction transaction, string terminal, IReadOnlyList<VerifiedFrame> frames, CancellationToken cancellationToken) =>
            database.InsertAsync(transaction, terminal, frames, cancellationToken);

        public Task<IDisposable?> TryHoldAsync(CancellationToken cancellationToken) => database.TryHoldAsync(cancellationToken);

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }
}
