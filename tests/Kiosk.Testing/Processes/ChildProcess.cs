using System.Diagnostics;
using System.Text;

namespace Kiosk.Testing.Processes;

/// <summary>A program in a process of its own. Every wait has a limit that names the command, its output is drained, and it ends with the test, with whatever it started.</summary>
/// <remarks>It inherits neither standard output nor error: an orphan that held them would keep the test run from ending.</remarks>
internal sealed class ChildProcess : IDisposable
{
    /// <summary>How long a program may run, unless its test says otherwise.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(90);

    /// <summary>How long a killed process, or the output of an ended one, may take.</summary>
    private static readonly TimeSpan AftermathTimeout = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private bool isDisposed;

    private ChildProcess(Process process)
    {
        this.process = process;
        Command = string.Join(' ', process.StartInfo.ArgumentList.Prepend(process.StartInfo.FileName));
        (Output, Errors) = (new(process.StandardOutput), new(process.StandardError));
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>What was started, for messages.</summary>
    public string Command { get; }

    public DrainedOutput Output { get; }

    public DrainedOutput Errors { get; }

    public static ChildProcess Start(string program, params IEnumerable<string> arguments) => Start(new ProcessStartInfo(program, arguments));

    /// <param name="start">Its streams are redirected here.</param>
    public static ChildProcess Start(ProcessStartInfo start)
    {
        (start.UseShellExecute, start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true, true);
        (start.StandardOutputEncoding, start.StandardErrorEncoding) = (Encoding.UTF8, Encoding.UTF8);
        return new(Process.Start(start)!);
    }

    /// <summary>Runs a program to its end, with empty standard input.</summary>
    public static Task<EndedProcess> RunAsync(string program, params IEnumerable<string> arguments) => RunAsync(new ProcessStartInfo(program, arguments));

    /// <inheritdoc cref="RunAsync(string, IEnumerable{string})"/>
    public static async Task<EndedProcess> RunAsync(ProcessStartInfo start)
    {
        using var started = Start(start);
        started.CloseInput();
        return await started.EndAsync();
    }

    /// <summary>As <see cref="RunAsync(string, IEnumerable{string})"/>, for what cannot await.</summary>
    public static EndedProcess Run(string program, params IEnumerable<string> arguments) => Run(new ProcessStartInfo(program, arguments));

    /// <inheritdoc cref="Run(string, IEnumerable{string})"/>
    public static EndedProcess Run(ProcessStartInfo start)
    {
        using var started = Start(start);
        started.CloseInput();
        return started.End();
    }

    public void CloseInput() => process.StandardInput.Close();

    /// <summary>Types, without a line's end.</summary>
    public async Task TypeAsync(string text)
    {
        await process.StandardInput.WriteAsync(text);
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for the process to end and for all of its output.</summary>
    /// <exception cref="TimeoutException">It did not end in time, and was killed; or something that it started still holds its output.</exception>
    public async Task<EndedProcess> EndAsync(TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? Timeout);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw TooLong(within);
        }

        return new(Command, process.ExitCode, await Output.AllAsync(AftermathTimeout, Command), await Errors.AllAsync(AftermathTimeout, Command));
    }

    /// <inheritdoc cref="EndAsync"/>
    public EndedProcess End(TimeSpan? within = null) =>
        process.WaitForExit(within ?? Timeout) ? new(Command, process.ExitCode, Output.All(AftermathTimeout, Command), Errors.All(AftermathTimeout, Command)) : throw TooLong(within);

    /// <summary>SIGKILL, for it and whatever it started.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        if (!process.WaitForExit(AftermathTimeout))
        {
            throw new TimeoutException($"\"{Command}\" did not end within {AftermathTimeout.TotalSeconds} s of being killed.");
        }
    }

    public void Dispose()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private TimeoutException TooLong(TimeSpan? within)
    {
        var sentence = $"\"{Command}\" did not end within {(within ?? Timeout).TotalSeconds} s. It wrote:\n{Output}\nand:\n{Errors}";
        Kill();
        return new(sentence);
    }
}
