using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Importing;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.People;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Journal;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Collector.Tests.Reports;

/// <summary>What the key opens, and what is answered without it.</summary>
public abstract class DayBookContract(EngineFixture engine) : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 29, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 11, 29);
    private static readonly TestNoteSigner Cosigner = new("hall", Enumerable.Repeat((byte)7, 32).ToArray());

    private readonly X509Certificate2 key = Issue();
    private readonly TestSource source = new TestSource().WithMembers(("Nguyễn Thị Hoa", "Chi bộ 1"));

    public void Dispose()
    {
        key.Dispose();
        source.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_key_opens_case_and_member_of_a_procedure()
    {
        await using var database = await CollectedAsync();

        var record = (await BookOf(database, new(X509CertificateLoader.LoadPkcs12(key.Export(X509ContentType.Pkcs12), null))).OfAsync(Day, CancellationToken.None))[0];

        Assert.Equal(("the.cap-lai", "HS-2026/0042", "Nguyễn Thị Hoa"), (record.Context, record.Details?.CaseNumber, record.Name));
    }

    [Fact]
    public async Task Without_the_key_and_with_another_everything_else_is_there()
    {
        await using var database = await CollectedAsync();

        var without = await BookOf(database, null).OfAsync(Day, CancellationToken.None);
        var other = await BookOf(database, new(Issue())).OfAsync(Day, CancellationToken.None);

        Assert.Equal([("the.cap-lai", JournalOutcome.Admitted), ("the.cap-lai", JournalOutcome.Denied)], without.Select(record => (record.Context, record.Outcome)));
        Assert.All([.. without, .. other], record => Assert.Equal((null, null), (record.Details, record.Name)));
        Assert.Equal(ReasonCode.DeskNoCard, without[1].Code);
    }

    [Fact]
    public async Task A_day_is_Vietnams()
    {
        await using var database = await CollectedAsync();

        Assert.Empty(await BookOf(database, null).OfAsync(Day.AddDays(-1), CancellationToken.None));
        Assert.Single(await BookOf(database, null).OfAsync(Day.AddDays(1), CancellationToken.None));
    }

    private static DayBook BookOf(IDatabase database, SealedParts? unsealing) => new(new(database), new(database), unsealing);

    private static X509Certificate2 Issue()
    {
        using var rsa = RSA.Create(2048);
        return new CertificateRequest("CN=Registry", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Morning.AddYears(-1), Morning.AddYears(1));
    }

    private async Task<IDatabase> CollectedAsync()
    {
        var database = engine.Create();
        await SchemaMigrator.RunAsync(database, CancellationToken.None);
        await new PeopleReplacement(database, Morning).RunAsync(new SourceImport(source.Path, null, Morning, null).Read([], CancellationToken.None), null, CancellationToken.None);
        var journal = new TestJournal("HN-01");
        var details = new SealedDetails(Tag: TestCards.TagOf(1).ToString(), CaseNumber: "HS-2026/0042");
        journal.Append(Record(Morning, JournalOutcome.Admitted, ReasonCode.Admitted) with { Sealed = JournalSeal.Create(key).Prepare(details, JournalMode.Procedure).Complete(journal.Last) });
        journal.Append(Record(Morning.AddMinutes(1), JournalOutcome.Denied, ReasonCode.DeskNoCard));
        // 00:30 of the next day in Vietnam.
        journal.Append(Record(Morning.AddHours(15.5), JournalOutcome.Denied, ReasonCode.DeskNoCard));
        Assert.IsType<IngestOutcome.Stored>(await new BatchIngest(new(database), Cosigner, TimeProvider.System).StoreAsync(journal.Batch(1, 3), journal.Key, CancellationToken.None));
        return database;
    }

    private static JournalRecord Record(DateTimeOffset at, JournalOutcome outcome, ReasonCode code) => new(new(at, ClockTrust.Attested), JournalMode.Procedure, "the.cap-lai", "Bàn 1", default, outcome, code, default);
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresDayBookTests(SharedPostgresFixture engine) : DayBookContract(engine);

public sealed class SqliteDayBookTests(SqliteFixture engine) : DayBookContract(engine), IClassFixture<SqliteFixture>;
