using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>The program <c>collector serve</c> on loopback, with a CA of its own for terminals.</summary>
internal sealed class CollectorProcess : IDisposable
{
    // Built with these tests, which reference its project.
    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Kiosk.Collector", new DirectoryInfo(AppContext.BaseDirectory).Name, "collector.dll"));

    private readonly string folder;
    private readonly string? database;
    private ChildProcess process;

    private CollectorProcess(string folder, string? database, ChildProcess process, JsonElement announced)
    {
        (this.folder, this.database, this.process) = (folder, database, process);
        (Address, Key) = (announced.GetProperty("address").GetString()!, announced.GetProperty("key").GetString()!);
    }

    public int Id => process.Id;

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

    /// <summary>As <see cref="StartAsync"/>, where the start may fail.</summary>
    /// <param name="environment">Added to the test's own.</param>
    /// <returns>The collector, or how it ended.</returns>
    public static async Task<(CollectorProcess? Serving, Ended? Ended)> TryStartAsync(string folder, IReadOnlyDictionary<string, string> environment)
    {
        var started = Start(folder, database: null, ["serve", "--listen", "127.0.0.1:0", "--json"], environment);
        // A failure is said in JSON too.
        if (await started.Output.ReadLineAsync() is { } line && Ended.Parse(line) is var announced && announced.TryGetProperty("address", out _))
        {
            return (new(folder, database: null, started, announced), null);
        }

        using (started)
        {
            var ended = await started.EndAsync();
            return (null, new(ended.ExitCode, ended.Output, ended.Errors));
        }
    }

    /// <summary>Issues a token by which a terminal enrols here.</summary>
    public async Task<string> InviteAsync(string terminal) =>
        (await RunAsync("enrol", terminal, "--at", Address, "--json")).AssertExit(0).Json.GetProperty("token").GetString()!;

    /// <summary>Runs a verb on its data to completion.</summary>
    public async Task<Ended> RunAsync(params IReadOnlyList<string> arguments)
    {
        using var started = Start(folder, database, arguments);
        var ended = await started.EndAsync();
        return new(ended.ExitCode, ended.Output, ended.Errors);
    }

    /// <summary>Runs a verb on a folder that it names to completion, without a database of the test's own.</summary>
    /// <param name="environment">Added to the test's own.</param>
    public static async Task<Ended> RunAsync(IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Program, .. arguments]) { Environment = { ["COLLECTOR_DATABASE"] = null } };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var ended = await ChildProcess.RunAsync(start);
        return new(ended.ExitCode, ended.Output, ended.Errors);
    }

    /// <summary>SIGSTOP: it answers nobody until <see cref="Kill"/>.</summary>
    public void Freeze() => ChildProcess.Run("kill", "-STOP", process.Id.ToString(CultureInfo.InvariantCulture)).With(0);

    /// <summary>What it has written to standard error.</summary>
    public string Errors => process.Errors.ToString();

    /// <summary>SIGKILL: whoever is connected loses the connection.</summary>
    public void Kill() => process.Dispose();

    /// <summary>Starts it again at the same address after <see cref="Kill"/>.</summary>
    public async Task StartAgainAsync() => (process, _) = await ServeAsync(folder, database, new Uri(Address).Authority);

    public void Dispose() => Kill();

    private static async Task<(ChildProcess Process, JsonElement Announced)> ServeAsync(string folder, string? database, string listen)
    {
        var started = Start(folder, database, ["serve", "--listen", listen, "--json"]);
        using var document = JsonDocument.Parse(await started.Output.ReadLineAsync() ?? throw new InvalidOperationException($"The collector ended: {started.Errors}"));
        return (started, document.RootElement.Clone());
    }

    private static ChildProcess Start(string folder, string? database, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Program, .. arguments, "--data", folder, .. database is null ? ["--dev"] : Array.Empty<string>()]) { Environment = { ["COLLECTOR_DATABASE"] = database } };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return ChildProcess.Start(start);
    }
}
