using Kiosk.Collector.Importing;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.People;
using Kiosk.Journal;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Collector.Tests.Reports;

/// <summary>A meeting of 22 November 2026 with people whom doors admitted, collected and imported.</summary>
internal sealed class ReportScene(IDatabase database) : IAsyncDisposable
{
    /// <summary>The session starts at 08:00 in Vietnam and closes at 11:30.</summary>
    public static readonly DateTimeOffset Starts = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);

    private static readonly TestNoteSigner Cosigner = new("hall", Enumerable.Repeat((byte)7, 32).ToArray());
    private readonly TestSource source = new();
    private readonly TestJournal journal = new("HN-01");
    private readonly TestFolder folder = TestFolder.Fast();

    public TestFolder Folder => folder;

    public IDatabase Database => database;

    /// <summary>Four people, of whom the first came in time and the second late.</summary>
    public static async Task<ReportScene> UsualAsync(IDatabase database)
    {
        var scene = new ReportScene(database);
        scene.source
            .WithMembers(("Nguyễn Thị Hoa", "Chi bộ 1"), ("Hoa Văn Bình", "Chi bộ 2"), ("Trần Đức Hòa", "Chi bộ 1"), ("=1+1", "Chi bộ 2"))
            .WithMeeting("00000001,delegateElected,,,,,Đoàn 1,,\n00000002,delegateExOfficio,,,,,Đoàn 2,,\n00000003,delegateElected,,,,,Đoàn 1,,\n00000004,alternate,,,,,Đoàn 2,,00000003\n");
        scene.Enter(1, Starts.AddMinutes(-20)).Enter(2, Starts.AddMinutes(12));
        await scene.CollectAsync();
        return scene;
    }

    public ReportScene With(Action<TestSource> change)
    {
        change(source);
        return this;
    }

    public ReportScene Enter(int card, DateTimeOffset at) => Record(card, at, JournalOutcome.Admitted, ReasonCode.Admitted, JournalCounts.Quorum);

    public ReportScene Record(int card, DateTimeOffset at, JournalOutcome outcome, ReasonCode code, JournalCounts counts = JournalCounts.Nothing)
    {
        journal.Append(new(new(at, ClockTrust.Attested), JournalMode.Meeting, $"{TestSource.Meeting}/phien-1", "Cửa 2", TestCards.PseudonymOf(card), outcome, code, default, counts));
        return this;
    }

    /// <summary>Imports the folder and stores the journal with a receipt for all of it.</summary>
    public async Task CollectAsync()
    {
        await SchemaMigrator.RunAsync(database, CancellationToken.None);
        await new PeopleReplacement(database, Starts.AddDays(-1)).RunAsync(new SourceImport(source.Path, null, Starts.AddDays(-1), null).Read([], CancellationToken.None), null, CancellationToken.None);
        var count = journal.Frames.Count;
        Assert.IsType<IngestOutcome.Stored>(await new BatchIngest(new(database), Cosigner, TimeProvider.System).StoreAsync(journal.Batch(1, count, count), journal.Key, CancellationToken.None));
    }

    public MeetingReporter Reporter(DateTimeOffset now, ReportTemplate? template = null, Language language = Language.Vietnamese) => new(Facts(now), template ?? new(), language);

    public AttendanceFacts Facts(DateTimeOffset now) => new(new(database), new(database), new(database), guests: null, new StoppedClock(now));

    /// <returns>What the tool wrote, once it ended with 0.</returns>
    public static async Task<string> RunAsync(string tool, params string[] arguments) => (await ChildProcess.RunAsync(tool, arguments)).With(0).Output;

    public async ValueTask DisposeAsync()
    {
        source.Dispose();
        folder.Dispose();
        await database.DisposeAsync();
    }
}
