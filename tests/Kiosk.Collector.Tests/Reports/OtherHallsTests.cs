using System.Runtime.Versioning;
using Kiosk.Collector.Attendance;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.People;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Collector.Tests.Reports;

/// <summary>A hall's reports count the doors of other halls, of which the collector above told, alike on every engine: two came here, one there.</summary>
public abstract class OtherHallsContract(EngineFixture engine)
{
    private const string Context = $"{TestSource.Meeting}/phien-1";

    private static readonly DateTimeOffset Heard = new(2026, 11, 22, 1, 20, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_figures_are_the_pages_and_the_report_says_from_where_and_as_of_when()
    {
        await using var scene = await ToldAsync(Arrival(3));

        var session = Assert.Single((await scene.Facts(ReportScene.Starts.AddHours(1)).OfAsync(TestSource.Meeting, CancellationToken.None))!);
        var text = await TextAsync(scene, ReportForm.Attendance);

        var collected = await new JournalStore(scene.Database).ArrivalsAsync(TestSource.Meeting, CancellationToken.None);
        Assert.Equal(AttendanceList.Of([.. collected, .. session.Halls!.Frames])[0].Present.Count, session.Count(Presence.Present));
        Assert.Equal((3, 3, 2), (session.Count(Presence.Present), session.Quorum!.Present, session.Doors));
        Assert.Contains("recorded at 2 doors; the minutes are the official record. Other halls are counted too (terminals HN-09), as of 08:20, 22/11/2026.", text, StringComparison.Ordinal);
        Assert.Contains("Cửa 2 (HN-09)", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_collected_here_too_is_counted_once()
    {
        await using var scene = await ToldAsync();
        var here = (await new JournalStore(scene.Database).ArrivalsAsync(TestSource.Meeting, CancellationToken.None))[0];
        await new ToldStore(scene.Database).KeepAsync(TestSource.Meeting, [ArrivalOfOtherDoor.Of(1, here.TerminalId, here.Entry)!], Heard, CancellationToken.None);

        var session = Assert.Single((await scene.Facts(ReportScene.Starts.AddHours(1)).OfAsync(TestSource.Meeting, CancellationToken.None))!);

        Assert.Equal((2, 0), (session.Count(Presence.Present), session.Conflicts));
    }

    [Fact]
    public async Task The_same_arrival_told_again_is_kept_once_with_the_newest_hearing()
    {
        await using var scene = await ToldAsync(Arrival(3));
        var store = new ToldStore(scene.Database);
        await store.KeepAsync(TestSource.Meeting, [Arrival(3)], Heard.AddMinutes(1), CancellationToken.None);

        var (arrivals, heardAt) = (await store.FindAsync(TestSource.Meeting, CancellationToken.None))!.Value;

        Assert.Equal((Arrival(3), Heard.AddMinutes(1)), (Assert.Single(arrivals), heardAt));
        Assert.Null(await store.FindAsync("khac", CancellationToken.None));
    }

    [Fact]
    public async Task A_collector_that_starts_anew_knows_them_before_the_one_above_answers()
    {
        await using var scene = await ToldAsync(Arrival(3));
        var hub = new ArrivalHub(new(scene.Database), TimeProvider.System) { Told = new(scene.Database) };

        var known = (await hub.OpenAsync(TestSource.Meeting, CancellationToken.None)).After(0).Lines;

        Assert.Equal(["HN-01", "HN-01", "HN-09"], known.Select(line => line.Arrival.Terminal));
        Assert.Equal(Heard, hub.Learned(TestSource.Meeting)!.Value.HeardAt);
    }

    [Fact]
    public async Task An_absence_without_reason_that_another_halls_desk_noted_is_one_here()
    {
        await using var scene = await ToldAsync(Arrival(3) with { Correction = JournalOutcome.Excused, Unexcused = true, Counts = JournalCounts.Nothing }, Arrival(4) with { Sequence = 2, Correction = JournalOutcome.Excused, Counts = JournalCounts.Nothing });

        var session = Assert.Single((await scene.Facts(ReportScene.Starts.AddHours(1)).OfAsync(TestSource.Meeting, CancellationToken.None))!);

        Assert.Equal((1, 1), (session.Count(Presence.AbsentWithoutReason), session.Count(Presence.AbsentWithReason)));
    }

    [Fact]
    public async Task Where_nothing_was_heard_of_other_halls_the_report_says_that_only_this_one_is_counted()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());
        var alone = await TextAsync(scene, ReportForm.Minutes);
        await new UpstreamStore(scene.Database).SaveAsync(Journals.PassedOn.Nothing("", "https://tinh.example:9470/"), CancellationToken.None);

        var below = await TextAsync(scene, ReportForm.Minutes);

        Assert.DoesNotContain("hall", alone, StringComparison.Ordinal);
        Assert.Contains("Only the doors of this hall are counted: nothing was heard of other halls.", below, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_are_told_which_terminals_and_as_of_when()
    {
        await using var scene = await ToldAsync(Arrival(3));

        var sessions = (await scene.Facts(ReportScene.Starts.AddHours(1)).OfAsync(TestSource.Meeting, CancellationToken.None))!;
        var halls = JsonFormat.ToJson(sessions, withPeople: false)["otherHalls"]!;

        Assert.Equal("""{"terminals":["HN-09"],"asOf":"2026-11-22T01:20:00Z"}""", halls.ToJsonString());
    }

    private static ArrivalOfOtherDoor Arrival(int card) =>
        new(1, Context, Convert.ToHexStringLower(TestCards.PseudonymOf(card)), ReportScene.Starts.AddMinutes(5), "Cửa 2", "HN-09", 1, JournalCounts.Quorum);

    private async Task<ReportScene> ToldAsync(params ArrivalOfOtherDoor[] arrivals)
    {
        var scene = await ReportScene.UsualAsync(engine.Create());
        await new ToldStore(scene.Database).KeepAsync(TestSource.Meeting, arrivals, Heard, CancellationToken.None);
        return scene;
    }

    private static async Task<string> TextAsync(ReportScene scene, ReportForm form)
    {
        var sessions = (await scene.Facts(ReportScene.Starts.AddHours(1)).OfAsync(TestSource.Meeting, CancellationToken.None))!;
        var document = ReportForms.Compose(form, sessions, new(), Language.English);
        return string.Join('\n', [.. document.Paragraphs.Select(paragraph => paragraph.Text), .. document.Tables.SelectMany(table => table.Rows).SelectMany(row => row).Select(cell => cell.Text)]);
    }
}

[SupportedOSPlatform("linux")]
public sealed class PostgresOtherHallsTests(PostgresFixture engine) : OtherHallsContract(engine), IClassFixture<PostgresFixture>;

public sealed class SqliteOtherHallsTests(SqliteFixture engine) : OtherHallsContract(engine), IClassFixture<SqliteFixture>;
