using System.Net;
using System.Runtime.Versioning;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Tests.Serving;

/// <summary>What a terminal says of itself, and what was refused of it, over mutual TLS.</summary>
public abstract class StateEndpointContract(EngineFixture engine)
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task The_newest_state_of_a_terminal_is_kept()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var terminal = new TestTerminal("HN-01", collector.Address);

        using var first = await PutAsync(terminal, "HN-01", TestState.At(Now).Encode());
        using var second = await PutAsync(terminal, "HN-01", (TestState.At(Now) with { Version = "1.5.0" }).Encode());

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first.StatusCode, second.StatusCode));
        Assert.Equal("1.5.0", Assert.Single(await new TerminalStateStore(database).AllAsync(CancellationToken.None)).Value.State.Version);
    }

    [Theory]
    [InlineData("HN-02", HttpStatusCode.Forbidden)]
    [InlineData("HN-01", HttpStatusCode.BadRequest)]
    public async Task Another_terminals_state_and_what_is_no_state_are_refused(string id, HttpStatusCode status)
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var terminal = new TestTerminal("HN-01", collector.Address);

        using var answer = await PutAsync(terminal, id, "{}"u8.ToArray());

        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(await new TerminalStateStore(database).AllAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_was_refused_is_counted_until_it_is_stored_after_all()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var terminal = new TestTerminal("HN-01", collector.Address);
        using var other = new TestTerminal("HN-01", collector.Address);
        terminal.Journal.Admit(1, 20);
        other.Journal.Admit(50, 20);
        await terminal.StoreAsync(terminal.Journal.Batch(1, 10));
        var store = new TerminalStateStore(database);

        using var garbage = await terminal.SendAsync("no batch"u8.ToArray());
        using var broken = await other.SendAsync(other.Journal.Batch(11, 10));
        using var again = await other.SendAsync(other.Journal.Batch(11, 10));
        var open = await store.RefusalsAsync(CancellationToken.None);
        await terminal.StoreAsync(terminal.Journal.Batch(11, 10));
        var settled = await store.RefusalsAsync(CancellationToken.None);

        Assert.Equal([(UploadRefusal.BrokenChain, 11UL, 20UL, 2UL), (UploadRefusal.Malformed, 0UL, 0UL, 1UL)], open.OrderByDescending(one => one.First).Select(one => (one.Code, one.First, one.Last, one.Times)));
        Assert.Equal(UploadRefusal.Malformed, Assert.Single(settled).Code);
    }

    private static Task<HttpResponseMessage> PutAsync(TestTerminal terminal, string id, byte[] state) => terminal.PutAsync($"v1/terminals/{id}/state", state);
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresStateEndpointTests(SharedPostgresFixture engine) : StateEndpointContract(engine);

public sealed class SqliteStateEndpointTests(SqliteFixture engine) : StateEndpointContract(engine), IClassFixture<SqliteFixture>;
