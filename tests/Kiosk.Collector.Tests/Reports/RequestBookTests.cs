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

/// <summary>What desks recorded for the registry.</summary>
public abstract class RequestBookContract(EngineFixture engine) : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 29, 2, 0, 0, TimeSpan.Zero);
    private static readonly TestNoteSigner Cosigner = new("hall", Enumerable.Repeat((byte)7, 32).ToArray());
    private static readonly string Holder = TestCards.TagOf(1).ToString();
    private static readonly string Clerk = TestCards.TagOf(2).ToString();
    private static readonly string OldCard = new('a', 32);

    private readonly X509Certificate2 key = Issue();
    private readonly TestSource source = new TestSource().WithMembers(("Nguyễn Thị Hoa", "Chi bộ 1"), ("Trần Văn Tiếp", "Chi bộ 1"));

    public void Dispose()
    {
        key.Dispose();
        source.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_card_that_was_handed_in_a_correction_and_a_confirmation_are_told_in_order_and_other_procedures_are_not()
    {
        await using var database = await CollectedAsync();
        using var unsealing = new SealedParts(X509CertificateLoader.LoadPkcs12(key.Export(X509ContentType.Pkcs12), null));

        var requests = await new RequestBook(new(database), new(database), unsealing).BetweenAsync(Morning.AddDays(-1), Morning.AddDays(1), CancellationToken.None);

        Assert.Equal([RequestKind.CardEnded, RequestKind.Correction, RequestKind.Confirmed, RequestKind.Attendance], requests.Select(one => one.Kind));
        Assert.All(requests, one => Assert.Equal(("HN-01", "Nguyễn Thị Hoa", Holder), (one.TerminalId, one.Name, one.Details.Tag)));
        Assert.Equal((OldCard, Clerk), (requests[0].Details.Replaces, requests[0].Details.ByCard));
        Assert.Equal("name unit", requests[1].Details.Fields);
    }

    [Fact]
    public async Task Another_key_tells_nothing()
    {
        await using var database = await CollectedAsync();
        using var unsealing = new SealedParts(Issue());

        Assert.Empty(await new RequestBook(new(database), new(database), unsealing).BetweenAsync(Morning.AddDays(-1), Morning.AddDays(1), CancellationToken.None));
    }

    [Fact]
    public async Task The_days_procedures_name_the_clerk_with_case_and_purpose()
    {
        await using var database = await CollectedAsync();
        using var unsealing = new SealedParts(X509CertificateLoader.LoadPkcs12(key.Export(X509ContentType.Pkcs12), null));

        var first = (await new DayBook(new(database), new(database), unsealing).OfAsync(new(2026, 11, 29), CancellationToken.None))[0];

        Assert.Equal(("HS-7", "Phát thẻ", "Trần Văn Tiếp"), (first.Details?.CaseNumber, first.Details?.Purpose, first.Clerk));
    }

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
        Append(journal, JournalMode.Procedure, "PHAT-THE", JournalOutcome.Admitted, new(Tag: Holder, CaseNumber: "HS-7", Purpose: "Phát thẻ", By: SealedDetails.OfCard(Clerk), Replaces: OldCard));
        Append(journal, JournalMode.Procedure, "NOP-DANG-PHI", JournalOutcome.Admitted, new(Tag: Holder));
        Append(journal, JournalMode.Terminal, new TerminalNote(TerminalNote.CorrectionAsked, By: "member-card").ToContext(), JournalOutcome.Note, new(Tag: Holder, Fields: "name unit"));
        Append(journal, JournalMode.Terminal, new TerminalNote(TerminalNote.RecordConfirmed, By: "member-card").ToContext(), JournalOutcome.Note, new(Tag: Holder));
        Append(journal, JournalMode.Terminal, new TerminalNote(TerminalNote.AttendanceAsked, By: "member-card").ToContext(), JournalOutcome.Note, new(Tag: Holder));
        Append(journal, JournalMode.Terminal, new TerminalNote(TerminalNote.MenuOpened, By: "operator-card").ToContext(), JournalOutcome.Note, new(By: SealedDetails.OfCard(Clerk)));
        // By a terminal that somebody got hold of: none of it is a request.
        foreach (var forged in (SealedDetails[])[new(), new(Tag: "x"), new(Tag: $"{new string('b', 31)}\n"), new(Tag: Holder, Fields: "name\n,,,=1+1"), new(Tag: Holder.ToUpperInvariant()), new(Tag: Holder, Replaces: "")])
        {
            Append(journal, JournalMode.Terminal, new TerminalNote(TerminalNote.AttendanceAsked, By: "member-card").ToContext(), JournalOutcome.Note, forged);
            Append(journal, JournalMode.Procedure, "PHAT-THE", JournalOutcome.Admitted, forged with { Replaces = forged.Replaces ?? $"{OldCard},,\r\n{Holder}" });
        }

        Assert.IsType<IngestOutcome.Stored>(await new BatchIngest(new(database), Cosigner, TimeProvider.System).StoreAsync(journal.Batch(1, journal.Frames.Count), journal.Key, CancellationToken.None));
        return database;
    }

    private void Append(TestJournal journal, JournalMode mode, string context, JournalOutcome outcome, SealedDetails details) => journal.Append(
        new JournalRecord(new(Morning.AddMinutes(journal.Last.Sequence), ClockTrust.Attested), mode, context, "Bàn 1", default, outcome, outcome is JournalOutcome.Note ? ReasonCode.None : ReasonCode.Admitted, default) with
        {
            Sealed = JournalSeal.Create(key).Prepare(details, mode).Complete(journal.Last),
        });
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresRequestBookTests(SharedPostgresFixture engine) : RequestBookContract(engine);

public sealed class SqliteRequestBookTests(SqliteFixture engine) : RequestBookContract(engine), IClassFixture<SqliteFixture>;
