using System.Diagnostics;
using System.Text.Json;
using Kiosk.Testing.Processes;

namespace Kiosk.Collector.Tests.Faults;

/// <summary>The program <c>collector serve</c> as a process of its own, on a port that the system chose.</summary>
internal sealed class CollectorProcess : IDisposable
{
    private readonly ChildProcess process;

    private CollectorProcess(ChildProcess process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts it and waits until it takes requests.</summary>
    /// <param name="authority">The file of the terminals' CA.</param>
    public static async Task<CollectorProcess> StartAsync(string database, string folder, string authority)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "collector.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath!, [program, "serve", "--terminals-ca", authority, "--listen", "127.0.0.1:0", "--data", folder, "--json"])
        {
            Environment = { ["COLLECTOR_DATABASE"] = database },
        };
        var started = ChildProcess.Start(start);
        using var announced = JsonDocument.Parse(await started.Output.ReadLineAsync() ?? throw new InvalidOperationException($"The collector ended: {started.Errors}"));
        return new(started, new(announced.RootElement.GetProperty("address").GetString()!));
    }

    /// <summary>SIGKILL: nothing is finished, nothing flushed.</summary>
    public void Kill() => process.Kill();

    public void Dispose() => process.Dispose();
}
