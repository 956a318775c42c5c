using System.Text.Json;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Storage.Postgres;
using Kiosk.Collector.Tests.Faults;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Processes;

namespace Kiosk.Collector.Tests.Upstream;

/// <summary>One collector with its folder and its database, started and killed at will.</summary>
internal sealed class CollectorSite(string name, string folder, string database, string authority) : IAsyncDisposable
{
    private CollectorProcess? process;

    public Uri Address => process!.Address;

    public CosignerKey Key => process!.Key;

    public PostgresDatabase Database { get; } = new(database);

    public JournalStore Journals => new(Database);

    /// <param name="upstream">The collector above, and the port by which it is reached.</param>
    public async Task StartAsync((CollectorSite Site, int Port)? upstream = null)
    {
        var port = process?.Address.Port ?? 0;
        process?.Dispose();
        process = await CollectorProcess.StartAtAsync(
            port, database, folder, authority, ["--name", name, .. upstream is var (site, reached) ? ["--upstream", $"https://127.0.0.1:{reached}", "--upstream-key", site.Key.ToString()] : Array.Empty<string>()]);
    }

    public void Kill() => process!.Kill();

    public Task<EndedProcess> RunAsync(string verb, params string[] arguments) => CollectorProcess.RunAsync(database, folder, verb, arguments);

    /// <summary>The state of its upstream, as <c>collector status --json</c> has it.</summary>
    public async Task<(int ExitCode, JsonElement Upstream)> StatusAsync()
    {
        var ended = await RunAsync("status", "--json");
        using var document = JsonDocument.Parse(ended.Output);
        return (ended.ExitCode, document.RootElement.GetProperty("upstream").Clone());
    }

    public async ValueTask DisposeAsync()
    {
        process?.Dispose();
        await Database.DisposeAsync();
    }
}
