using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>The program <c>collector serve</c> on loopback, with a CA of its own for terminals.</summary>
internal sealed class CollectorProcess : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    // Built with these tests, which reference its project.
    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Kiosk.Collector", new DirectoryInfo(AppContext.BaseDirectory).Name, "collector.dll"));

    private readonly string folder;
    private readonly string? database;
    private Process process;

    private CollectorProcess(string folder, string? database, Process process, JsonElement announced)
    {
        (this.folder, this.database, this.process) = (folder, database, process);
        (Address, Key) = (announced.GetProperty("address").GetString()!, announced.GetProperty("key").GetString()!);
    }

    public string Address { get; }

    /// <summary>Its public key.</summary>
    public string Key { get; }

    /// <summary>Starts it on a free port and waits until it takes requests.</summary>
    /// <param name="folder">Its data.</param>
    /// <param name="database">Connection string of a PostgreSQL; null for SQLite in its folder.</param>
    public static async Task<CollectorProcess> StartAsync(string folder, string? database = null)
    {
        var (process, announced) = await ServeAsync(folder, database, "127.0.0.1:0");
        return new(folder, database, process, announced);
    }

    /// <summary>Issues a token by which a terminal enrols here.</summary>
    public async Task<string> InviteAsync(string terminal) =>
        (await RunAsync("enrol", terminal, "--at", Address, "--json")).AssertExit(0).Json.GetProperty("token").GetString()!;

    /// <summary>Runs a verb on its data to completion.</summary>
    public async Task<Ended> RunAsync(params IReadOnlyList<string> arguments)
    {
        using var started = Start(folder, database, arguments);
        var (output, errors) = (new Transcript(started.StandardOutput), new Transcript(started.StandardError));
        using var timeout = new CancellationTokenSource(Timeout);
        await started.WaitForExitAsync(timeout.Token);
        return new(started.ExitCode, await output.AllAsync(), await errors.AllAsync());
    }

    /// <summary>SIGKILL: whoever is connected loses the connection.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit(Timeout);
        process.Dispose();
    }

    /// <summary>Starts it again at the same address after <see cref="Kill"/>.</summary>
    public async Task StartAgainAsync() => (process, _) = await ServeAsync(folder, database, new Uri(Address).Authority);

    public void Dispose() => Kill();

    private static async Task<(Process Process, JsonElement Announced)> ServeAsync(string folder, string? database, string listen)
    {
        var started = Start(folder, database, ["serve", "--listen", listen, "--json"]);
        var errors = new Transcript(started.StandardError);
        var output = new Transcript(started.StandardOutput);
        await output.UntilAsync("{");
        Assert.Empty(errors.Lines);
        using var document = JsonDocument.Parse(output.Lines[0]);
        return (started, document.RootElement.Clone());
    }

    private static Process Start(string folder, string? database, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Program, .. arguments, "--data", folder, .. database is null ? ["--dev"] : Array.Empty<string>()])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            Environment = { ["COLLECTOR_DATABASE"] = database },
        };
        return Process.Start(start)!;
    }
}
