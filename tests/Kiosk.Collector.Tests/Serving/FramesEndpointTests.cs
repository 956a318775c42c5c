using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Tests.Serving;

/// <summary>Batches over mutual TLS: who is let in, and what is answered.</summary>
public abstract class FramesEndpointContract(EngineFixture engine)
{
    [Fact]
    public async Task A_terminal_gets_a_receipt_that_verifies()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var terminal = new TestTerminal("HN-01", collector.Address);
        terminal.Journal.Admit(1, 20);

        var receipt = (await terminal.StoreAsync(terminal.Journal.Batch(1, 20, signed: 20))).ParseReceipt()!;

        Assert.Equal(ReceiptFault.None, receipt.FaultFor("HN-01", terminal.Journal.Key, collector.Cosigner));
    }

    [Fact]
    public async Task A_certificate_of_the_terminals_CA_is_let_in_and_no_other()
    {
        using var authority = TestTerminal.CreateAuthority();
        using var foreign = TestTerminal.CreateAuthority();
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database, [authority]);

        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(collector, authority));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusOfAsync(collector, foreign));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusOfAsync(collector, authority, DateTimeOffset.UtcNow.AddDays(-1)));
    }

    [Fact]
    public async Task Another_terminals_batch_is_refused_with_a_sentence()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var terminal = new TestTerminal("HN-01", collector.Address);
        var other = new Ingest.TestJournal("HN-02").Admit(1, 3);

        using var response = await terminal.SendAsync(other.Batch(1, 3));

        Assert.Equal((HttpStatusCode.Forbidden, UploadRefusal.UnknownTerminal), (response.StatusCode, (await RefusalOfAsync(response)).Code));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(UploadBatch.MaxLength)]
    public async Task What_is_no_batch_is_refused_with_a_sentence(int length)
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var terminal = new TestTerminal("HN-01", collector.Address);

        using var response = await terminal.SendAsync(new byte[length]);

        Assert.Equal((HttpStatusCode.BadRequest, UploadRefusal.Malformed), (response.StatusCode, (await RefusalOfAsync(response)).Code));
    }

    [Fact]
    public async Task A_fork_is_409_and_a_broken_chain_422()
    {
        await using var database = engine.Create();
        await using var collector = await RunningCollector.StartAsync(database);
        using var terminal = new TestTerminal("HN-01", collector.Address);
        var old = new Ingest.TestJournal("HN-01").Admit(70, 20);
        terminal.Journal.Admit(1, 10);
        await terminal.StoreAsync(terminal.Journal.Batch(1, 10));

        using var fork = await terminal.SendAsync(old.Batch(1, 10));
        using var broken = await terminal.SendAsync(old.Batch(11, 10));

        Assert.Equal((HttpStatusCode.Conflict, UploadRefusal.Fork), (fork.StatusCode, (await RefusalOfAsync(fork)).Code));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, UploadRefusal.BrokenChain), (broken.StatusCode, (await RefusalOfAsync(broken)).Code));
    }

    private static async Task<UploadRefusal> RefusalOfAsync(HttpResponseMessage response) => UploadRefusal.Parse(await response.Content.ReadAsByteArrayAsync())!;

    private static async Task<HttpStatusCode> StatusOfAsync(RunningCollector collector, X509Certificate2 authority, DateTimeOffset? expires = null)
    {
        using var terminal = new TestTerminal("HN-01", collector.Address, authority, expires);
        terminal.Journal.Admit(1, 3);
        using var response = await terminal.SendAsync(terminal.Journal.Batch(1, 3));
        return response.StatusCode;
    }
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresFramesEndpointTests(SharedPostgresFixture engine) : FramesEndpointContract(engine);

public sealed class SqliteFramesEndpointTests(SqliteFixture engine) : FramesEndpointContract(engine), IClassFixture<SqliteFixture>;
