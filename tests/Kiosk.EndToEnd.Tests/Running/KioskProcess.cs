using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>The program in a process of its own, which ends with the test at the latest.</summary>
internal sealed partial class KioskProcess : IAsyncDisposable
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    private readonly Process process;

    private KioskProcess(Process process)
    {
        this.process = process;
        Output = new Transcript(process.StandardOutput);
        Errors = new Transcript(process.StandardError);
    }

    /// <summary>The program named by <c>KIOSK_PROGRAM</c>, such as the one that ships; by default the copy beside the tests, which reference its project.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("KIOSK_PROGRAM") is { Length: > 0 } shipped ? shipped : Path.Combine(AppContext.BaseDirectory, "kiosk");

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    public Transcript Output { get; }

    public Transcript Errors { get; }

    /// <summary>Runs a verb to completion, with empty standard input.</summary>
    public static Task<Ended> RunAsync(params IReadOnlyList<string> arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    /// <inheritdoc cref="RunAsync(IReadOnlyList{string})"/>
    public static Task<Ended> RunAsync(IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments) => RunAsync([], environment, arguments);

    private static async Task<Ended> RunAsync(IReadOnlyList<string> launcher, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> arguments)
    {
        await using var started = Start(launcher, environment, arguments);
        started.process.StandardInput.Close();
        return await started.EndAsync();
    }

    /// <summary>Runs a copy of the program by <see cref="CopyProgram"/>.</summary>
    public static Task<Ended> RunCopyAsync(string folder, params IReadOnlyList<string> arguments)
    {
        // The launcher is handed the program beside the tests, and leaves it out.
        return RunAsync(["sh", "-c", "shift; exec \"$0\" \"$@\"", Path.Combine(folder, Path.GetFileName(Program))], new Dictionary<string, string>(), arguments);
    }

    /// <summary>Copies the program to a folder of its own, away from the other programs.</summary>
    public static void CopyProgram(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(Program)!))
        {
            File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
        }
    }

    public static KioskProcess Start(params IReadOnlyList<string> arguments) => Start(new Dictionary<string, string>(), arguments);

    /// <param name="environment">Added to the test's own environment, from which all settings have been removed.</param>
    public static KioskProcess Start(IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments) => Start([], environment, arguments);

    /// <param name="launcher">A command that execs the program given after it, keeping the process id; may be empty.</param>
    /// <param name="environment">Added to the test's own environment, from which all settings have been removed.</param>
    public static KioskProcess Start(IReadOnlyList<string> launcher, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments)
    {
        // A shell that runs the tests in the background makes its children ignore SIGINT; env undoes that and execs the program, keeping the process id.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", .. launcher, Program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["NO_COLOR"] = "1";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["PCSCLITE_CSOCK_NAME"] = "/nonexistent/pcscd.comm";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Types a line.</summary>
    public async Task TypeAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    public void Signal(int signal) => Assert.Equal(0, kill(process.Id, signal));

    /// <summary>Signals it unless it has ended.</summary>
    public void TrySignal(int signal)
    {
        if (!process.HasExited)
        {
            _ = kill(process.Id, signal);
        }
    }

    /// <summary>Waits for the process to end and for all of its output.</summary>
    public async Task<Ended> EndAsync()
    {
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"\"{string.Join(' ', process.StartInfo.ArgumentList)}\" did not end within {Timeout.TotalSeconds} s. It wrote:\n{Output}\nand:\n{Errors}");
        }

        return new(process.ExitCode, await Output.AllAsync(), await Errors.AllAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            // A launcher may have started the program as its child.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync().WaitAsync(Timeout);
        }

        process.Dispose();
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("Kiosk__", StringComparison.OrdinalIgnoreCase) || name is "NOTIFY_SOCKET" or "WATCHDOG_USEC" or "WATCHDOG_PID";

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int kill(int pid, int sig);
}
