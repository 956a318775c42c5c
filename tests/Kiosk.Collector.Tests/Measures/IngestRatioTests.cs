using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using Xunit.Abstractions;

namespace Kiosk.Collector.Tests.Measures;

/// <summary>Verified, counted and cosigned against the same rows inserted as they are, by the same COPY in the same batches, side by side on one server.</summary>
[SupportedOSPlatform("linux")]
public sealed class IngestRatioTests(PostgresFixture postgres, ITestOutputHelper output) : IClassFixture<PostgresFixture>
{
    private const int Frames = 6_000;
    private const int BatchSize = 120;
    private const int ReplayEvery = 20;
    private const int Rounds = 3;
    // Four tenths of a bare insert.
    private const double Limit = 2.5;

    [MeasureFact]
    public async Task Ingest_reaches_four_tenths_of_a_bare_insert()
    {
        var batches = MakeBatches();
        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var bare = postgres.Create();
            await using var real = postgres.Create();
            var bareTime = await InsertAsync(bare, batches);
            var ingestTime = await IngestAsync(real, batches);
            ratios.Add(bareTime / ingestTime);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bare {Frames / bareTime.TotalSeconds:F0} rows/s, ingest {Frames / ingestTime.TotalSeconds:F0} rows/s, ratio {bareTime / ingestTime:F2}"));
        }

        var median = ratios.Order().ElementAt(Rounds / 2);
        MeasuredFigures.Report(new("collector.ingest", 1 / median, "×", Limit, $"{median:F2} of a bare insert, with 5 % replays"));
    }

    private static List<(UploadBatch Batch, NoteKey Key)> MakeBatches()
    {
        using var key = RSA.Create(2048);
        using var registry = new CertificateRequest("CN=Registry", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var seal = JournalSeal.Create(registry);
        var journal = new TestJournal("HN-01");
        for (var person = 1; person <= Frames; person++)
        {
            journal.Append(TestJournal.Arrival(person, "Cửa 1") with { Sealed = seal.Prepare(new(Role: "Đại biểu"), JournalMode.Meeting).Complete(journal.Last) });
        }

        return [.. Enumerable.Range(0, Frames / BatchSize).Select(index => (journal.Batch((index * BatchSize) + 1, BatchSize, signed: (index + 1) * BatchSize), journal.Key))];
    }

    private static async Task<TimeSpan> InsertAsync(IDatabase database, List<(UploadBatch Batch, NoteKey Key)> batches)
    {
        await new JournalStore(database).MigrateAsync(CancellationToken.None);
        var begun = Stopwatch.GetTimestamp();
        foreach (var (batch, _) in batches)
        {
            await using var session = await DatabaseSession.BeginAsync(database, CancellationToken.None);
            var rows = batch.Frames.Select(frame => new VerifiedFrame(JournalFrame.Decode(frame.Span), frame)).ToList();
            await database.InsertAsync(session.Transaction, batch.TerminalId, rows, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        return Stopwatch.GetElapsedTime(begun);
    }

    private static async Task<TimeSpan> IngestAsync(IDatabase database, List<(UploadBatch Batch, NoteKey Key)> batches)
    {
        var store = new JournalStore(database);
        await store.MigrateAsync(CancellationToken.None);
        var ingest = new BatchIngest(store, TestJournalKeys.Of("cosigner").Signer, TimeProvider.System);
        var begun = Stopwatch.GetTimestamp();
        for (var index = 0; index < batches.Count; index++)
        {
            for (var times = index % ReplayEvery == 0 ? 2 : 1; times > 0; times--)
            {
                // From the wire's bytes, as the endpoint does.
                Assert.IsType<IngestOutcome.Stored>(await ingest.StoreAsync(UploadBatch.Parse(batches[index].Batch.Encode()), batches[index].Key, CancellationToken.None));
            }
        }

        return Stopwatch.GetElapsedTime(begun);
    }
}
