using System.Diagnostics;
using System.Text.Json;

namespace Kiosk.Collector.Tests.Faults;

/// <summary>The program <c>collector serve</c> as a process of its own, on a port that the system chose.</summary>
internal sealed class CollectorProcess : IDisposable
{
    private readonly Process process;

    private CollectorProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts it and waits until it takes requests.</summary>
    /// <param name="authority">The file of the terminals' CA.</param>
    public static async Task<CollectorProcess> StartAsync(string database, string folder, string authority)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "collector.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath!, [program, "serve", "--terminals-ca", authority, "--listen", "127.0.0.1:0", "--data", folder, "--json"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["COLLECTOR_DATABASE"] = database },
        };
        var started = Process.Start(start)!;
        var line = await started.StandardOutput.ReadLineAsync();
        using var announced = JsonDocument.Parse(line ?? throw new InvalidOperationException("The collector ended without a word."));
        return new(started, new(announced.RootElement.GetProperty("address").GetString()!));
    }

    /// <summary>SIGKILL: nothing is finished, nothing flushed.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }
}
