using System.Diagnostics;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>The program <c>registry</c>, the desk's.</summary>
internal static class RegistryProcess
{
    // Built with these tests, which reference its project.
    private static readonly string Program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Kiosk.Registry", new DirectoryInfo(AppContext.BaseDirectory).Name, "registry.dll"));

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    /// <summary>Runs a verb to completion.</summary>
    public static async Task<Ended> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Program, .. arguments]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LANG"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"registry {string.Join(' ', arguments)} did not end.");
        }

        return new(process.ExitCode, await output, await errors);
    }
}
