using System.Diagnostics;
using System.Text.Json;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>The program <c>collector serve</c> on a free port, its data in a folder, with a CA of its own for terminals.</summary>
internal sealed class CollectorProcess : IDisposable
{
    // Built with these tests, which reference its project.
    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Kiosk.Collector", new DirectoryInfo(AppContext.BaseDirectory).Name, "collector.dll"));

    private readonly Process process;
    private readonly string folder;

    private CollectorProcess(Process process, string folder, string address, string key) => (this.process, this.folder, Address, Key) = (process, folder, address, key);

    public string Address { get; }

    /// <summary>Its public key.</summary>
    public string Key { get; }

    /// <summary>Starts it and waits until it takes requests.</summary>
    public static async Task<CollectorProcess> StartAsync(string folder)
    {
        var started = Start("serve", "--dev", "--listen", "127.0.0.1:0", "--data", folder, "--json");
        using var announced = await ReadAsync(started);
        return new(started, folder, announced.RootElement.GetProperty("address").GetString()!, announced.RootElement.GetProperty("key").GetString()!);
    }

    /// <summary>Issues a token by which a terminal enrols here.</summary>
    public async Task<string> InviteAsync(string terminal)
    {
        using var started = Start("enrol", terminal, "--dev", "--at", Address, "--data", folder, "--json");
        using var invited = await ReadAsync(started);
        await started.WaitForExitAsync();
        return invited.RootElement.GetProperty("token").GetString()!;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Program, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!;

    private static async Task<JsonDocument> ReadAsync(Process started) =>
        JsonDocument.Parse(await started.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The collector ended without a word."));
}
