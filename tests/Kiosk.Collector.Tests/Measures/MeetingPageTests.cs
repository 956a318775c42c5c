using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Pages;
using Kiosk.Collector.Storage.Postgres;
using Kiosk.Collector.Tests.Faults;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Pages;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Durability;
using Kiosk.Testing.Durability;
using Xunit.Abstractions;

namespace Kiosk.Collector.Tests.Measures;

/// <summary>How long the page of a meeting of 5,000 at 50 doors takes, beside reading the same rows from the same database.</summary>
[SupportedOSPlatform("linux")]
public sealed class MeetingPageTests(PostgresFixture postgres, ITestOutputHelper output) : IClassFixture<PostgresFixture>
{
    private const int Doors = 50;
    private const int PerDoor = 100;
    private const int Rounds = 21;
    private const double MaxRatio = 8;

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);

    [MeasureFact]
    public async Task The_page_of_five_thousand_takes_little_more_than_reading_them()
    {
        await using var database = postgres.Create();
        await using var page = await RunningPage.StartAsync(database, Doors * PerDoor);
        using var browser = await page.SignInAsync(AccountRoles.Operator);
        var doors = await ArriveAsync(page);
        var first = await TimeAsync(() => browser.ReadAsync($"/meetings/{TestJournal.Meeting}"));
        var (pages, reads) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round < Rounds; round++)
        {
            var last = doors[0];
            last.Append(TestJournal.Arrival(Doors * PerDoor + round, "1"));
            var stored = Assert.IsType<IngestOutcome.Stored>(await page.Ingest.StoreAsync(last.Batch(last.Frames.Count, 1), last.Key, CancellationToken.None));
            page.Hub.Publish(last.TerminalId, stored.Added);
            pages.Add(await TimeAsync(() => browser.ReadAsync($"/meetings/{TestJournal.Meeting}")));
            reads.Add(await TimeAsync(() => page.Store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None)));
        }

        var (median, read) = (MedianOf(pages), MedianOf(reads));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first {first.TotalMilliseconds:F0} ms; then median {median.TotalMilliseconds:F0} ms, most {pages.Max().TotalMilliseconds:F0} ms; reading the rows {read.TotalMilliseconds:F0} ms"));
        MeasuredFigures.Report(new("collector.page", median / read, "×", MaxRatio, string.Create(CultureInfo.InvariantCulture, $"{median.TotalMilliseconds:F0} ms against {read.TotalMilliseconds:F0} ms")));
    }

    [MeasureFact]
    public async Task The_first_opening_after_a_start_takes_less_than_200_ms()
    {
        var connection = postgres.Server.CreateDatabase();
        await using var database = new PostgresDatabase(connection);
        await using (var page = await RunningPage.StartAsync(database, Doors * PerDoor))
        {
            await ArriveAsync(page);
        }

        using var folder = new TestFolder();
        using var authority = TestTerminal.CreateAuthority();
        await File.WriteAllTextAsync(folder["ca.pem"], authority.ExportCertificatePem());
        using var certificate = PageCertificate.Open(folder.Path, path: null, makesUp: true, new DurableFiles(), TimeProvider.System);
        using var collector = await CollectorProcess.StartAsync(connection, folder.Path, folder["ca.pem"], "--page", "127.0.0.1:0", "--page-certificate", folder["page.pem"]);
        using var browser = new TestBrowser(collector.Page!);
        using var signedIn = await browser.SignInAsync(AccountRoles.Operator, RunningPage.Password);
        using var start = await browser.GetAsync("/");

        var first = await TimeAsync(() => browser.ReadAsync($"/meetings/{TestJournal.Meeting}"));

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first {first.TotalMilliseconds:F0} ms"));
        MeasuredFigures.Report(new("collector.page-first", first.TotalMilliseconds, "ms", Limit.TotalMilliseconds, $"the page of {Doors * PerDoor:N0} at {Doors} doors, first opened after a start"));
    }

    private static async Task<List<TestJournal>> ArriveAsync(RunningPage page)
    {
        var doors = Enumerable.Range(0, Doors).Select(number => new TestJournal($"HN-{number + 1:D2}")).ToList();
        for (var person = 1; person < Doors * PerDoor; person++)
        {
            Admit(doors[person % Doors], person);
        }

        foreach (var door in doors)
        {
            var stored = Assert.IsType<IngestOutcome.Stored>(await page.Ingest.StoreAsync(door.Batch(1, door.Frames.Count, signed: door.Frames.Count), door.Key, CancellationToken.None));
            page.Hub.Publish(door.TerminalId, stored.Added);
        }

        return doors;
    }

    private static void Admit(TestJournal door, int person) =>
        door.Append(TestJournal.Arrival(person, door.TerminalId) with { Pseudonym = RunningPage.PseudonymOf(person) });

    private static async Task<TimeSpan> TimeAsync<T>(Func<Task<T>> work)
    {
        var begin = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begin);
    }

    private static TimeSpan MedianOf(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
