using System.ComponentModel;
using System.Diagnostics;

namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>Other people's programs, run as they are.</summary>
internal static class Programs
{
    /// <returns>Exit code, and standard output followed by standard error.</returns>
    /// <exception cref="InvalidOperationException">The program is not installed; the message has the command that installs it.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await error);
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{program} is missing. Install it: apt-get install -y --no-install-recommends opensc", e);
        }
    }
}
