using System.Diagnostics;
using Kiosk.Testing.Processes;

namespace Kiosk.Testing.Durability;

/// <summary>A process that appends to a journal and prints its receipts until it is refused or killed.</summary>
internal sealed class AppendingProcess : IDisposable
{
    private readonly ChildProcess process;

    private AppendingProcess(ChildProcess process) => this.process = process;

    /// <param name="preload">A library that overrides libc functions, or null.</param>
    public static AppendingProcess Start(string folder, string? preload = null)
    {
        // Any program will do: the startup hook runs before its Main.
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "Kiosk.Journal.Tests.dll") },
        };
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(AppendingProcess).Assembly.Location;
        start.Environment[StartupHook.FolderVariable] = folder;
        if (preload is not null)
        {
            start.Environment["LD_PRELOAD"] = preload;
        }

        return new(ChildProcess.Start(start));
    }

    /// <summary>The next line of output, or null after the last.</summary>
    public Task<string?> ReadLineAsync() => process.Output.ReadLineAsync();

    /// <summary>Sends SIGKILL.</summary>
    public void Kill() => process.Kill();

    /// <summary>Waits for the process to exit.</summary>
    public int ExitCode() => process.End().ExitCode;

    public void Dispose() => process.Dispose();
}
