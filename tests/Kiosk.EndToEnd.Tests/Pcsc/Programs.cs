using System.ComponentModel;
using Kiosk.Testing.Processes;

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
            var ended = await ChildProcess.RunAsync(program, arguments).WaitAsync(cancellationToken);
            return (ended.ExitCode, ended.Output + ended.Errors);
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{program} is missing. Install it: apt-get install -y --no-install-recommends opensc", e);
        }
    }
}
