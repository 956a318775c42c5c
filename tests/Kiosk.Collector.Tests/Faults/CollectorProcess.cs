using System.Diagnostics;
using System.Text.Json;
using Kiosk.Testing.Processes;

namespace Kiosk.Collector.Tests.Faults;

/// <summary>The program <c>collector serve</c> as a process of its own, on a port that the system chose.</summary>
internal sealed class CollectorProcess : IDisposable
{
    private readonly ChildProcess process;

    private CollectorProcess(ChildProcess process, Uri address, Uri? page) => (this.process, Address, Page) = (process, address, page);

    public Uri Address { get; }

    /// <summary>Null without a certificate for it.</summary>
    public Uri? Page { get; }

    /// <summary>Starts it and waits until it takes requests.</summary>
    /// <param name="authority">The file of the terminals' CA.</param>
    /// <param name="more">Options besides, such as the page's certificate.</param>
    public static async Task<CollectorProcess> StartAsync(string database, string folder, string authority, params string[] more)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "collector.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath!, [program, "serve", "--terminals-ca", authority, "--listen", "127.0.0.1:0", "--data", folder, "--json", .. more])
        {
            Environment = { ["COLLECTOR_DATABASE"] = database },
        };
        var started = ChildProcess.Start(start);
        using var announced = JsonDocument.Parse(await started.Output.ReadLineAsync() ?? throw new InvalidOperationException($"The collector ended: {started.Errors}"));
        var page = announced.RootElement.GetProperty("page").GetString();
        return new(started, new(announced.RootElement.GetProperty("address").GetString()!), page is null ? null : new(page));
    }

    /// <summary>SIGKILL: nothing is finished, nothing flushed.</summary>
    public void Kill() => process.Kill();

    public void Dispose() => process.Dispose();
}
