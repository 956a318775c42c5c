using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Pages;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Testing.Measures;
using Xunit.Abstractions;

namespace Kiosk.Collector.Tests.Measures;

/// <summary>Pages, report and upload of a meeting of a thousand while the years' other meetings fill the same database: <c>./kiosk bench --growth</c>.</summary>
[SupportedOSPlatform("linux")]
public sealed class GrowthTests(PostgresFixture postgres, ITestOutputHelper output) : IClassFixture<PostgresFixture>
{
    private const int People = 1000;
    private const int BatchSize = 500;
    private const int PerMeeting = 1000;
    private const int Rounds = 9;

    private static readonly int[] Sizes = [4_000, 40_000, 400_000];

    [MeasureFact("KIOSK_GROWTH", "./kiosk bench --growth")]
    public async Task Nothing_at_the_collector_grows_faster_than_its_work()
    {
        await using var database = postgres.Create();
        await using var page = await RunningPage.StartAsync(database, People + 1);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);
        var (door, others) = (new TestJournal("HN-01"), new TestJournal("HN-02"));
        for (var person = 1; person <= People; person++)
        {
            door.Append(TestJournal.Arrival(person, "1") with { Pseudonym = RunningPage.PseudonymOf(person) });
        }

        await StoreAsync(page, door, first: 1);
        var table = new GrowthTable("records at the collector", Sizes);
        foreach (var size in Sizes)
        {
            await FillAsync(page, others, size);
            await TimeAsync(table, "page: meetings", () => browser.ReadAsync("/"));
            await TimeAsync(table, "page: a meeting of a thousand", () => browser.ReadAsync($"/meetings/{TestJournal.Meeting}"));
            await TimeAsync(table, "page: terminals", () => browser.ReadAsync("/terminals"));
            await TimeAsync(table, "report: a meeting of a thousand", () => browser.ReadAsync($"/meetings/{TestJournal.Meeting}/report?form=attendance&format=csv&session=phien-1"));
            await TimeAsync(table, "upload: an arrival", async () =>
            {
                door.Append(TestJournal.Arrival(People + 1, "1") with { Pseudonym = RunningPage.PseudonymOf(People + 1) });
                await StoreAsync(page, door, door.Frames.Count);
                return "";
            });
        }

        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var holds = table.Print(text);
        output.WriteLine(text.ToString());
        MeasuredFigures.Write(text.ToString());
        Assert.True(holds, text.ToString());
    }

    private static async Task FillAsync(RunningPage page, TestJournal others, int size)
    {
        while (others.Frames.Count < size)
        {
            var first = others.Frames.Count + 1;
            for (var number = first; number < first + BatchSize; number++)
            {
                others.Append(TestJournal.Arrival(number, "2") with { Context = string.Create(CultureInfo.InvariantCulture, $"hop-{number / PerMeeting}/phien-1") });
            }

            await StoreAsync(page, others, first);
        }
    }

    private static async Task StoreAsync(RunningPage page, TestJournal journal, int first)
    {
        for (var next = first; next <= journal.Frames.Count; next += BatchSize)
        {
            var count = Math.Min(BatchSize, journal.Frames.Count - next + 1);
            var stored = Assert.IsType<IngestOutcome.Stored>(await page.Ingest.StoreAsync(journal.Batch(next, count, signed: next + count - 1), journal.Key, CancellationToken.None));
            page.Hub.Publish(journal.TerminalId, stored.Added);
        }
    }

    private static async Task TimeAsync(GrowthTable table, string step, Func<Task<string>> once)
    {
        await once();
        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await once();
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        table.Add(step, grows: false, times.Order().ElementAt(Rounds / 2).TotalMicroseconds);
    }
}
