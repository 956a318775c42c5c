using System.Net;
using System.Runtime.Versioning;
using Kiosk.Collector.Halls;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Testing.Durability;

namespace Kiosk.Collector.Tests.Serving;

/// <summary>What a door learns of the meeting's other doors.</summary>
public abstract class ArrivalsEndpointContract(EngineFixture engine)
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

    /// <summary>Silence is how a door learns that it is alone.</summary>
    [Fact]
    public async Task While_the_database_is_away_doors_hear_nothing_and_afterwards_that_nothing_happened()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var door = new TestTerminal("HN-02", collector.Address);
        using var arrivals = await door.OpenArrivalsAsync();

        collector.Hub.IsBehind = true;
        var heard = 0;
        var next = arrivals.ReadLineAsync();
        while (await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(1))) == next && heard++ < 50)
        {
            next = arrivals.ReadLineAsync();
        }

        Assert.False(next.IsCompleted, "It goes on saying that nothing happened.");
        collector.Hub.IsBehind = false;
        Assert.Equal("", await next.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    /// <summary>As one that root wrote for a service of another user.</summary>
    [Fact]
    public async Task A_list_of_halls_that_cannot_be_read_keeps_no_terminal_from_being_served()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var door = new TestTerminal("HN-01", collector.Address);
        door.Journal.Admit(1, 1);
        await File.WriteAllTextAsync(Path.Combine(collector.Data, HallList.FileName), "\u0000 no list");

        Assert.Equal(1UL, (await door.StoreAsync(door.Journal.Batch(1, 1))).Contiguous);
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

    /// <summary>The database stored a batch and the collector never knew: sent again, nothing of it is new to the database, and all of it to the doors.</summary>
    [Fact]
    public async Task What_was_stored_without_an_answer_of_the_database_is_told_when_it_is_sent_again()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var one = new TestTerminal("HN-01", collector.Address);
        using var two = new TestTerminal("HN-02", collector.Address);
        one.Journal.Admit(1, 2);
        await one.StoreAsync(one.Journal.Batch(1, 1));
        using var arrivals = await two.OpenArrivalsAsync();
        await TestTerminal.ReadArrivalAsync(arrivals);
        var unheard = new BatchIngest(new(database), TestJournalKeys.Of("cosigner").Signer, TimeProvider.System);
        Assert.IsType<IngestOutcome.Stored>(await unheard.StoreAsync(one.Journal.Batch(2, 1), one.Journal.Key, CancellationToken.None));

        await one.StoreAsync(one.Journal.Batch(2, 1));

        Assert.Equal(2UL, (await TestTerminal.ReadArrivalAsync(arrivals)).Sequence);
    }

    [Fact]
    public async Task What_no_door_could_read_does_not_end_the_stream_of_the_others()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var one = new TestTerminal("HN-01", collector.Address);
        using var two = new TestTerminal("HN-02", collector.Address);
        var escaped = new string('<', 255);
        one.Journal.Append(TestJournal.Arrival(1, "Cửa\t1")).Append(TestJournal.Arrival(2, escaped) with { Context = $"{TestJournal.Meeting}/{escaped[..240]}" }).Admit(3, 1);
        await one.StoreAsync(one.Journal.Batch(1, 3));

        using var arrivals = await two.OpenArrivalsAsync();

        Assert.Equal("Cửa 1", (await TestTerminal.ReadArrivalAsync(arrivals)).Door);
        Assert.Equal(3UL, (await TestTerminal.ReadArrivalAsync(arrivals)).Sequence);
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

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresArrivalsEndpointTests(SharedPostgresFixture engine) : ArrivalsEndpointContract(engine);

public sealed class SqliteArrivalsEndpointTests(SqliteFixture engine) : ArrivalsEndpointContract(engine), IClassFixture<SqliteFixture>;
