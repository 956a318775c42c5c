using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kiosk.Collector.Attendance;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Postgres;
using Kiosk.Testing.Wires;

namespace Kiosk.Collector.Tests.Upstream;

/// <summary>Two halls with a door each and one centre, as three programs on one PostgreSQL: one count, whatever is cut or killed.</summary>
[SupportedOSPlatform("linux")]
public sealed class UpstreamTests : IClassFixture<PostgresFixture>, IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly TestFolder folder = new();
    private readonly X509Certificate2 authority = TestTerminal.CreateAuthority();
    private readonly CollectorSite centre;
    private readonly CollectorSite[] halls;
    private readonly PostgresServer databases;
    private CuttableWire wire = null!;

    public UpstreamTests(PostgresFixture postgres)
    {
        databases = postgres.Server;
        File.WriteAllText(folder["ca.pem"], authority.ExportCertificatePem());
        centre = Site("centre");
        halls = [Site("hall-1"), Site("hall-2")];

        CollectorSite Site(string name) => new(name, folder[name], postgres.Server.CreateDatabase(), folder["ca.pem"]);
    }

    public async Task InitializeAsync()
    {
        await centre.StartAsync();
        wire = new(centre.Address.Port);
        foreach (var hall in halls)
        {
            await hall.StartAsync((centre, wire.Port));
            (await centre.RunAsync("hall", "add", hall.Key.ToString())).With(0);
        }
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(halls.Append(centre).Select(site => site.DisposeAsync().AsTask()));
        wire.Dispose();
    }

    public void Dispose()
    {
        authority.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Two_halls_are_one_count_and_each_terminal_has_one_number_and_one_receipt_of_the_centre()
    {
        using var one = Door("HN-01", halls[0]);
        using var two = Door("HN-02", halls[1]);
        await one.StoreAsync(one.Journal.Admit(1, 5).Batch(1, 5, signed: 5));
        await two.StoreAsync(two.Journal.Admit(5, 5).Batch(1, 5, signed: 4));

        await CollectedAsync(("HN-01", 5), ("HN-02", 5));

        var list = Assert.Single(AttendanceList.Of(await centre.Journals.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None)));
        Assert.Equal((9, 1), (list.Present.Count, list.Present.Count(person => person.Again.Count > 0)));
        await AssertReceiptAsync(halls[0], one, 5);
        await AssertReceiptAsync(halls[1], two, 4);
    }

    [Fact]
    public async Task A_door_hears_of_arrivals_at_the_other_hall()
    {
        using var one = Door("HN-01", halls[0]);
        using var two = Door("HN-02", halls[1]);
        using var arrivals = await one.OpenArrivalsAsync();

        await two.StoreAsync(two.Journal.Admit(7, 1).Batch(1, 1));

        Assert.Equal(("HN-02", Convert.ToHexStringLower(TestJournal.PseudonymOf(7))), await HeardAsync(arrivals));
    }

    /// <summary>What a secretary in the hall prints is what the centre counts.</summary>
    [Fact]
    public async Task A_halls_own_figures_are_the_centres_and_name_the_other_halls_terminals()
    {
        using var one = Door("HN-01", halls[0]);
        using var two = Door("HN-02", halls[1]);
        using var arrivals = await one.OpenArrivalsAsync();
        await one.StoreAsync(one.Journal.Admit(1, 5).Batch(1, 5, signed: 5));
        await two.StoreAsync(two.Journal.Admit(5, 5).Batch(1, 5, signed: 5));
        await CollectedAsync(("HN-01", 5), ("HN-02", 5));

        await EventuallyAsync(async () => (await AttendanceAsync(halls[0])).Present == 9, "the hall counts the other one");
        halls[0].Kill();

        Assert.Equal((9, "HN-02"), await AttendanceAsync(halls[0]));
        Assert.Equal((9, null), await AttendanceAsync(centre));
    }

    /// <summary>Hall, province, centre: the second hall is the centre's own.</summary>
    [Fact]
    public async Task Three_levels_are_one_count_and_a_door_below_hears_of_arrivals_at_the_other_branch()
    {
        await using var province = new CollectorSite("province", folder["province"], databases.CreateDatabase(), folder["ca.pem"]);
        await using var commune = new CollectorSite("commune", folder["commune"], databases.CreateDatabase(), folder["ca.pem"]);
        await province.StartAsync((centre, wire.Port));
        (await centre.RunAsync("hall", "add", province.Key.ToString())).With(0);
        await commune.StartAsync((province, province.Address.Port));
        (await province.RunAsync("hall", "add", commune.Key.ToString())).With(0);
        using var below = Door("HN-01", commune);
        using var beside = Door("HN-02", halls[1]);
        using var arrivals = await below.OpenArrivalsAsync();

        await below.StoreAsync(below.Journal.Admit(1, 5).Batch(1, 5, signed: 5));
        await beside.StoreAsync(beside.Journal.Admit(5, 5).Batch(1, 5, signed: 5));

        await CollectedAsync(("HN-01", 5), ("HN-02", 5));
        var list = Assert.Single(AttendanceList.Of(await centre.Journals.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None)));
        Assert.Equal((9, 1), (list.Present.Count, list.Conflicts.Count()));
        Assert.Equal("HN-02", (await HeardAsync(arrivals)).Terminal);
        await AssertReceiptAsync(commune, below, 5, province.Key);
        await AssertReceiptAsync(province, below, 5);
    }

    [Fact]
    public async Task With_the_network_cut_a_hall_takes_in_journals_and_says_so_and_passes_them_on_when_it_is_healed()
    {
        using var one = Door("HN-01", halls[0]);
        one.Journal.Admit(1, 700);
        await one.StoreAsync(one.Journal.Batch(1, 100, signed: 100));
        await CollectedAsync(("HN-01", 100));
        await EventuallyAsync(async () => (await halls[0].StatusAsync()).Upstream.GetProperty("terminals").EnumerateArray().All(terminal => terminal.GetProperty("unsent").GetUInt64() == 0), "the hall has the centre's answer");

        wire.Cut();
        await one.StoreAsync(one.Journal.Batch(101, 500, signed: 600));
        await one.StoreAsync(one.Journal.Batch(601, 100, signed: 700));
        await EventuallyAsync(async () => (await halls[0].StatusAsync()).Upstream.GetProperty("problem").GetString() is { } problem && problem.Contains("does not answer", StringComparison.Ordinal), "status says that the centre does not answer");
        Assert.Equal(600UL, Assert.Single((await halls[0].StatusAsync()).Upstream.GetProperty("terminals").EnumerateArray()).GetProperty("unsent").GetUInt64());
        wire.Heal();

        await CollectedAsync(("HN-01", 700));
        await AssertReceiptAsync(halls[0], one, 700);
        Assert.Null((await halls[0].StatusAsync()).Upstream.GetProperty("problem").GetString());
    }

    [Fact]
    public async Task Killed_again_and_again_neither_end_loses_or_doubles_a_frame()
    {
        using var one = Door("HN-01", halls[0]);
        one.Journal.Admit(1, 4_000);
        var sending = SendAllAsync(one);
        await AtLeastAsync(300);
        centre.Kill();
        await centre.StartAsync();
        await AtLeastAsync(1_000);
        halls[0].Kill();
        await halls[0].StartAsync((centre, wire.Port));
        await AtLeastAsync(2_000);
        wire.Cut();
        wire.Heal();
        centre.Kill();
        await centre.StartAsync();
        await sending;

        await CollectedAsync(("HN-01", 4_000));
        await AssertReceiptAsync(halls[0], one, 4_000);
        Assert.Empty(await centre.Journals.ForksAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_the_centre_refuses_is_parked_and_shown_and_other_terminals_go_on()
    {
        using var put = Door("HN-01", halls[0]);
        using var back = Door("HN-01", halls[1]);
        using var other = Door("HN-02", halls[1]);
        await put.StoreAsync(put.Journal.Admit(1, 20).Batch(1, 20, signed: 20));
        await CollectedAsync(("HN-01", 20));

        // The same id with an old disk, at the other hall.
        await back.StoreAsync(back.Journal.Admit(1, 10).Admit(500, 10).Batch(1, 20, signed: 20));
        await other.StoreAsync(other.Journal.Admit(900, 5).Batch(1, 5, signed: 5));

        await CollectedAsync(("HN-01", 20), ("HN-02", 5));
        await EventuallyAsync(async () => (await halls[1].StatusAsync()).ExitCode == 1, "status says that records were refused");
        var shown = (await halls[1].StatusAsync()).Upstream.GetProperty("terminals").EnumerateArray().Single(terminal => terminal.GetProperty("terminal").GetString() == "HN-01");
        Assert.Equal((20, true), (shown.GetProperty("parked").GetInt32(), shown.GetProperty("problem").GetString()!.Contains("409, fork", StringComparison.Ordinal)));
        Assert.Equal(10, (await centre.Journals.ForksAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_hall_that_was_removed_is_told_so_and_nothing_of_it_is_taken()
    {
        await centre.RunAsync("hall", "remove", "hall-1");
        using var one = Door("HN-01", halls[0]);

        await one.StoreAsync(one.Journal.Admit(1, 5).Batch(1, 5, signed: 5));

        await EventuallyAsync(async () => (await halls[0].StatusAsync()).Upstream is { ValueKind: JsonValueKind.Object } told && told.GetProperty("problem").GetString()?.Contains("hall add", StringComparison.Ordinal) is true, "status names the remedy");
        Assert.Empty(await centre.Journals.TerminalsAsync(CancellationToken.None));
    }

    private TestTerminal Door(string id, CollectorSite hall) => new(id, hall.Address, authority, expires: null);

    // The hall may be killed meanwhile: the batch comes again, as a terminal's would.
    private static async Task SendAllAsync(TestTerminal terminal)
    {
        var clock = Stopwatch.StartNew();
        for (var sent = 0UL; sent < (ulong)terminal.Journal.Frames.Count && clock.Elapsed < Limit;)
        {
            var first = (int)sent + 1;
            try
            {
                sent = (await terminal.StoreAsync(terminal.Journal.Batch(first, Math.Min(50, terminal.Journal.Frames.Count - first + 1), signed: Math.Min(first + 49, terminal.Journal.Frames.Count)))).Contiguous;
            }
            catch (HttpRequestException)
            {
                await Task.Yield();
            }
        }
    }

    private Task AtLeastAsync(int frames) => EventuallyAsync(async () => (await StoredAsync()).Count >= frames, $"{frames} frames are at the centre");

    private async Task CollectedAsync(params (string Terminal, int Frames)[] expected)
    {
        await EventuallyAsync(async () => (await StoredAsync()).Count == expected.Sum(one => one.Frames), "the centre has every frame");
        Assert.Equal(expected.SelectMany(one => Enumerable.Range(1, one.Frames).Select(number => $"{one.Terminal} {number}")), await StoredAsync());
    }

    private async Task<List<string>> StoredAsync()
    {
        await using var session = await DatabaseSession.BeginAsync(centre.Database, CancellationToken.None);
        return await session.QueryAsync("SELECT terminal, sequence FROM frame ORDER BY terminal, sequence", row => $"{row.GetString(0)} {row.GetInt64(1)}", CancellationToken.None);
    }

    /// <param name="upstream">The key of the collector above the hall; null for the centre's.</param>
    private async Task AssertReceiptAsync(CollectorSite hall, TestTerminal terminal, int records, CosignerKey? upstream = null)
    {
        var id = terminal.Journal.TerminalId;
        await EventuallyAsync(async () => (await new UpstreamStore(hall.Database).ListAsync(CancellationToken.None)).Any(passed => passed.TerminalId == id && passed.ReceiptSize == (ulong)records), $"the upstream's receipt for {records} records");
        var receipt = UploadReceipt.Parse((await hall.RunAsync("receipt", id, "--upstream")).Output);
        Assert.Equal((ReceiptFault.None, RootOf(terminal.Journal.Sign(records).Content)), (receipt.FaultFor(id, terminal.Journal.Key, upstream ?? centre.Key), RootOf(receipt.Content)));
    }

    private static async Task<(int Present, string? Others)> AttendanceAsync(CollectorSite site)
    {
        using var document = JsonDocument.Parse((await site.RunAsync("attendance", TestJournal.Meeting, "--json")).Output);
        var others = document.RootElement.GetProperty("otherHalls");
        var sessions = document.RootElement.GetProperty("sessions");
        return (sessions.EnumerateArray().Sum(session => session.GetProperty("present").GetInt32()), others.ValueKind is JsonValueKind.Null ? null : string.Join(", ", others.GetProperty("terminals").EnumerateArray()));
    }

    private static string RootOf(Checkpoint checkpoint) => Convert.ToHexString(checkpoint.Root.Span);

    private static async Task<(string Terminal, string Pseudonym)> HeardAsync(StreamReader arrivals)
    {
        var arrival = await TestTerminal.ReadArrivalAsync(arrivals);
        return (arrival.Terminal, arrival.Pseudonym);
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed < Limit, $"Waited in vain: {what}.");
            await Task.Delay(50);
        }
    }
}
