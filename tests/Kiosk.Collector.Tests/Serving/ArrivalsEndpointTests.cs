using System.Net;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Storage;

namespace Kiosk.Collector.Tests.Serving;

/// <summary>What a door learns of the meeting's other doors.</summary>
public sealed class ArrivalsEndpointTests(SqliteFixture engine) : IClassFixture<SqliteFixture>
{
    [Fact]
    public async Task A_door_learns_of_arrivals_before_and_after_it_asked_but_not_of_its_own()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var one = new TestTerminal("HN-01", collector.Address);
        using var two = new TestTerminal("HN-02", collector.Address);
        one.Journal.Admit(1, 2);
        two.Journal.Admit(50, 1);
        await two.StoreAsync(two.Journal.Batch(1, 1));
        await one.StoreAsync(one.Journal.Batch(1, 1));
        using var arrivals = await two.OpenArrivalsAsync();

        var before = await TestTerminal.ReadArrivalAsync(arrivals);
        await one.StoreAsync(one.Journal.Batch(2, 1));
        var after = await TestTerminal.ReadArrivalAsync(arrivals);

        Assert.Equal(("HN-01", 1UL, "Cửa HN-01"), (before.Terminal, before.Sequence, before.Door));
        Assert.Equal(Convert.ToHexStringLower(TestJournal.PseudonymOf(2)), after.Pseudonym);
        Assert.True(after.Position > before.Position);
    }

    [Fact]
    public async Task A_door_that_asks_again_goes_on_where_it_was()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var one = new TestTerminal("HN-01", collector.Address);
        using var two = new TestTerminal("HN-02", collector.Address);
        one.Journal.Admit(1, 3);
        await one.StoreAsync(one.Journal.Batch(1, 3));
        using var first = await two.OpenArrivalsAsync();
        await TestTerminal.ReadArrivalAsync(first);
        var seen = await TestTerminal.ReadArrivalAsync(first);

        using var again = await two.OpenArrivalsAsync(seen.Position);

        Assert.Equal(3UL, (await TestTerminal.ReadArrivalAsync(again)).Sequence);
    }

    [Fact]
    public async Task A_position_of_an_earlier_process_begins_anew()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var one = new TestTerminal("HN-01", collector.Address);
        using var two = new TestTerminal("HN-02", collector.Address);
        one.Journal.Admit(1, 1);
        await one.StoreAsync(one.Journal.Batch(1, 1));

        using var arrivals = await two.OpenArrivalsAsync(after: 7);

        Assert.Equal(1UL, (await TestTerminal.ReadArrivalAsync(arrivals)).Sequence);
    }

    [Fact]
    public async Task A_terminal_that_opens_many_at_once_is_refused_the_rest_and_other_doors_are_served()
    {
        const int Max = 8;
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var one = new TestTerminal("HN-01", collector.Address);
        using var two = new TestTerminal("HN-02", collector.Address);
        var open = new List<StreamReader>();
        for (var count = 0; count < Max; count++)
        {
            open.Add(await one.OpenArrivalsAsync());
        }

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => one.OpenArrivalsAsync());
        using var other = await two.OpenArrivalsAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        open.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task A_meeting_whose_name_holds_control_characters_is_no_outage()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var one = new TestTerminal("HN-01", collector.Address);

        using var answer = await one.PostAsync("v1/terminals/a%00b/frames", []);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
