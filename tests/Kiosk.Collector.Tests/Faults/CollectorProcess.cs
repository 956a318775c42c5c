using System.Diagnostics;
using System.Text.Json;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Processes;

namespace Kiosk.Collector.Tests.Faults;

/// <summary>The program <c>collector serve</c> as a process of its own, on a port that the system chose.</summary>
internal sealed class CollectorProcess : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "collector.dll");

    private readonly ChildProcess process;

    private CollectorProcess(ChildProcess process, JsonElement announced)
    {
        this.process = process;
        (Address, Key) = (new(announced.GetProperty("address").GetString()!), CosignerKey.Parse(announced.GetProperty("key").GetString()!));
        Page = announced.GetProperty("page").GetString() is { } page ? new(page) : null;
    }

    public Uri Address { get; }

    public CosignerKey Key { get; }

    /// <summary>Null without a certificate for it.</summary>
    public Uri? Page { get; }

    /// <summary>Starts it and waits until it takes requests.</summary>
    /// <param name="authority">The file of the terminals' CA.</param>
    /// <param name="options">Further options of <c>serve</c>.</param>
    public static Task<CollectorProcess> StartAsync(string database, string folder, string authority, params string[] options) => StartAtAsync(0, database, folder, authority, options);

    /// <param name="port">0 for any.</param>
    /// <inheritdoc cref="StartAsync"/>
    public static async Task<CollectorProcess> StartAtAsync(int port, string database, string folder, string authority, params string[] options)
    {
        var started = Launch(database, folder, "serve", ["--terminals-ca", authority, "--listen", $"127.0.0.1:{port}", "--json", .. options]);
        using var announced = JsonDocument.Parse(await started.Output.ReadLineAsync() ?? throw new InvalidOperationException($"The collector ended: {started.Errors}"));
        return new(started, announced.RootElement);
    }

    /// <summary>Runs another verb on a collector's folder to its end.</summary>
    public static async Task<EndedProcess> RunAsync(string database, string folder, string verb, params string[] arguments)
    {
        using var started = Launch(database, folder, verb, arguments);
        started.CloseInput();
        return await started.EndAsync();
    }

    /// <summary>SIGKILL: nothing is finished, nothing flushed.</summary>
    public void Kill() => process.Kill();

    public void Dispose() => process.Dispose();

    private static ChildProcess Launch(string database, string folder, string verb, string[] arguments) =>
        ChildProcess.Start(new ProcessStartInfo(Environment.ProcessPath!, [Program, verb, .. arguments, "--data", folder]) { Environment = { ["COLLECTOR_DATABASE"] = database } });
}
