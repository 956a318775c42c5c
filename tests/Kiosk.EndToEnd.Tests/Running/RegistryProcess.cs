using System.Diagnostics;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>The program <c>registry</c>, the desk's.</summary>
internal static class RegistryProcess
{
    // Built with these tests, which reference its project.
    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Kiosk.Registry", new DirectoryInfo(AppContext.BaseDirectory).Name, "registry.dll"));

    /// <summary>Runs a verb to completion.</summary>
    public static Task<Ended> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <inheritdoc cref="RunAsync(string[])"/>
    /// <param name="environment">Added to the test's own.</param>
    public static async Task<Ended> RunAsync(IReadOnlyList<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Program, .. arguments]) { Environment = { ["LANG"] = "C.UTF-8" } };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var ended = await ChildProcess.RunAsync(start);
        return new(ended.ExitCode, ended.Output, ended.Errors);
    }
}
