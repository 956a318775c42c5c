using System.Diagnostics;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>The program <c>registry</c>, the desk's.</summary>
internal static class RegistryProcess
{
    // Built with these tests, which reference its project.
    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Kiosk.Registry", new DirectoryInfo(AppContext.BaseDirectory).Name, "registry.dll"));

    /// <summary>Runs a verb to completion.</summary>
    public static async Task<Ended> RunAsync(params string[] arguments)
    {
        var ended = await ChildProcess.RunAsync(new ProcessStartInfo(Environment.ProcessPath!, [Program, .. arguments]) { Environment = { ["LANG"] = "C.UTF-8" } });
        return new(ended.ExitCode, ended.Output, ended.Errors);
    }
}
