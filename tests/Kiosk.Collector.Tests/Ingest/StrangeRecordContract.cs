using System.Runtime.Versioning;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Time;

namespace Kiosk.Collector.Tests.Ingest;

/// <summary>What another program under an enrolled terminal's key may write: refused before the database refuses it or a page stumbles over it, alike on every engine.</summary>
public abstract class StrangeRecordContract(EngineFixture engine) : IAsyncLifetime
{
    private static readonly INoteSigner Cosigner = TestJournalKeys.Of("cosigner").Signer;

    private IDatabase database = null!;
    private JournalStore store = null!;

    public async Task InitializeAsync()
    {
        database = engine.Create();
        store = new(database);
        await store.MigrateAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await database.DisposeAsync();

    /// <summary>A database that cannot be used is told apart from a record that cannot be stored: a hall waits with everything for the first.</summary>
    [Theory]
    [InlineData("dai-hoi-2026/\0", "1", "2026-11-22T01:05:00Z")]
    [InlineData("dai-hoi-2026/phien-1", "\0", "2026-11-22T01:05:00Z")]
    [InlineData("dai-hoi-2026/phien-1", "1", "9999-12-31T23:59:59Z")]
    [InlineData("dai-hoi-2026/phien-1", "1", "0001-01-01T00:00:00Z")]
    public async Task A_record_that_cannot_be_stored_or_shown_is_refused_with_its_batch(string context, string door, string instant)
    {
        var journal = new TestJournal("HN-01").Admit(1, 2);
        journal.Append(TestJournal.Arrival(3, door) with { Context = context, Clock = new(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), ClockTrust.Attested) });

        var outcome = await StoreAsync(journal);

        var refused = Assert.IsType<IngestOutcome.Refused>(outcome);
        Assert.Equal(UploadRefusal.BrokenChain, refused.Code);
        Assert.Contains("Record 3 of terminal HN-01", refused.Sentence.English, StringComparison.Ordinal);
        Assert.Empty(await store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None));
    }

    [Fact]
    public async Task Meetings_whose_ids_differ_in_case_accents_or_by_a_longer_ending_are_told_apart()
    {
        string[] meetings = ["dai-hoi", "DAI-HOI", "dai-hoi-2", "dai-hoi.", "dai", "đai-hoi", "dai_hoi"];
        var journal = new TestJournal("HN-01");
        for (var index = 0; index < meetings.Length; index++)
        {
            journal.Append(TestJournal.Arrival(index + 1, "1") with { Context = $"{meetings[index]}/phien-1" });
        }

        Assert.IsType<IngestOutcome.Stored>(await StoreAsync(journal));

        foreach (var meeting in meetings)
        {
            Assert.Equal($"{meeting}/phien-1", Assert.Single(await store.ArrivalsAsync(meeting, CancellationToken.None)).Entry.Record.Context);
        }
    }

    private Task<IngestOutcome> StoreAsync(TestJournal journal) => new BatchIngest(store, Cosigner, TimeProvider.System).StoreAsync(journal.Batch(1, journal.Frames.Count), journal.Key, CancellationToken.None);
}

[SupportedOSPlatform("linux")]
public sealed class PostgresStrangeRecordTests(PostgresFixture engine) : StrangeRecordContract(engine), IClassFixture<PostgresFixture>;

public sealed class SqliteStrangeRecordTests(SqliteFixture engine) : StrangeRecordContract(engine), IClassFixture<SqliteFixture>;
