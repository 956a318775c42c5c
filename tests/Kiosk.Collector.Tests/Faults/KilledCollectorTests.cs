using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Storage.Postgres;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;

namespace Kiosk.Collector.Tests.Faults;

/// <summary>The program and a real PostgreSQL, each killed at its worst moment: every acknowledged frame is stored once, in order.</summary>
[SupportedOSPlatform("linux")]
public sealed class KilledCollectorTests : IClassFixture<PostgresFixture>, IDisposable
{
    private readonly TestFolder folder = new();
    private readonly X509Certificate2 authority = TestTerminal.CreateAuthority();
    private readonly PostgresFixture postgres;
    private readonly string connection;
    private readonly string authorityFile;

    public KilledCollectorTests(PostgresFixture postgres)
    {
        this.postgres = postgres;
        connection = postgres.Server.CreateDatabase();
        authorityFile = folder["ca.pem"];
        File.WriteAllText(authorityFile, authority.ExportCertificatePem());
    }

    public void Dispose()
    {
        authority.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Killed_between_commit_and_answer_it_acknowledges_the_batch_when_it_comes_again()
    {
        await using var database = new PostgresDatabase(connection);
        var first = await StartAsync();
        using var terminal = new TestTerminal("HN-01", first.Address, authority, expires: null);
        terminal.Journal.Admit(1, 500);
        using var unheard = new CancellationTokenSource();
        var sent = terminal.SendAsync(terminal.Journal.Batch(1, 250, signed: 250), unheard.Token);
        await WaitForFramesAsync(database, 250);
        first.Kill();
        await unheard.CancelAsync();
        await Task.WhenAny(sent);
        first.Dispose();

        using var second = await StartAsync();
        using var again = new TestTerminal("HN-01", second.Address, authority, expires: null);
        var answer = await again.StoreAsync(terminal.Journal.Batch(1, 250, signed: 250));

        Assert.Equal((250UL, 250UL), (answer.Contiguous, answer.ParseReceipt()!.Content.Size));
        Assert.Equal(250, await CountAsync(database));
    }

    [Fact]
    public async Task Killed_again_and_again_while_terminals_send_it_loses_and_doubles_nothing()
    {
        await using var database = new PostgresDatabase(connection);
        var terminals = Enumerable.Range(1, 4).Select(number => $"HN-0{number}").ToArray();
        for (var round = 0; round < 5; round++)
        {
            using var collector = await StartAsync();
            var killAt = (round + 1) * 300;
            var sending = terminals.Select(id => SendUntilKilledAsync(id, collector.Address)).ToArray();
            await WaitForFramesAsync(database, killAt);
            collector.Kill();
            await AssertAcknowledgedAreStoredAsync(database, terminals, await Task.WhenAll(sending));
        }

        using var last = await StartAsync();
        Assert.All(await Task.WhenAll(terminals.Select(id => SendUntilKilledAsync(id, last.Address))), contiguous => Assert.Equal(1_000UL, contiguous));
        Assert.Equal(4_000, await CountAsync(database));
        Assert.Empty(await new JournalStore(database).ForksAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_database_that_crashes_is_503_and_what_was_acknowledged_is_there_when_it_is_back()
    {
        await using var database = new PostgresDatabase(connection);
        using var collector = await StartAsync();
        using var terminal = new TestTerminal("HN-01", collector.Address, authority, expires: null);
        terminal.Journal.Admit(1, 200);
        await terminal.StoreAsync(terminal.Journal.Batch(1, 100));

        postgres.Server.Stop();
        using var refused = await terminal.SendAsync(terminal.Journal.Batch(101, 100));
        postgres.Server.Start();

        Assert.Equal((503, true), ((int)refused.StatusCode, refused.Headers.RetryAfter?.Delta > TimeSpan.Zero));
        await StoreAtLastAsync(terminal, terminal.Journal.Batch(101, 100, signed: 200));
        Assert.Equal(200, await CountAsync(database));
    }

    private Task<CollectorProcess> StartAsync() => CollectorProcess.StartAsync(connection, folder["collector"], authorityFile);

    /// <returns>The last number that the collector acknowledged.</returns>
    private async Task<ulong> SendUntilKilledAsync(string id, Uri collector)
    {
        using var terminal = new TestTerminal(id, collector, authority, expires: null);
        terminal.Journal.Admit(1, 1_000);
        var acknowledged = 0UL;
        try
        {
            while (acknowledged < 1_000)
            {
                var first = (int)acknowledged + 1;
                acknowledged = (await terminal.StoreAsync(terminal.Journal.Batch(first, Math.Min(20, 1_000 - first + 1), signed: Math.Min(first + 19, 1_000)))).Contiguous;
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }

        return acknowledged;
    }

    private static async Task AssertAcknowledgedAreStoredAsync(PostgresDatabase database, string[] terminals, ulong[] acknowledged)
    {
        var standings = (await new JournalStore(database).TerminalsAsync(CancellationToken.None)).ToDictionary(terminal => terminal.TerminalId, terminal => terminal.Contiguous);
        Assert.All(terminals.Zip(acknowledged), pair => Assert.True(standings.GetValueOrDefault(pair.First) >= pair.Second, $"{pair.First}: {pair.Second} were acknowledged."));
    }

    private static async Task StoreAtLastAsync(TestTerminal terminal, UploadBatch batch)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            using var response = await terminal.SendAsync(batch);
            if (response.IsSuccessStatusCode)
            {
                return;
            }
        }

        Assert.Fail("The collector did not come back to its database.");
    }

    private static async Task WaitForFramesAsync(PostgresDatabase database, int count)
    {
        while (await CountAsync(database) < count)
        {
            await Task.Yield();
        }
    }

    private static async Task<int> CountAsync(PostgresDatabase database)
    {
        await using var session = await DatabaseSession.BeginAsync(database, CancellationToken.None);
        return Convert.ToInt32(await session.ScalarAsync("SELECT COUNT(*) FROM frame", CancellationToken.None), CultureInfo.InvariantCulture);
    }
}
