namespace Kiosk.Testing.Processes;

/// <summary>How a program ended.</summary>
internal sealed record EndedProcess(string Command, int ExitCode, string Output, string Errors)
{
    /// <exception cref="InvalidOperationException">It ended with another code.</exception>
    public EndedProcess With(int code) =>
        ExitCode == code ? this : throw new InvalidOperationException($"\"{Command}\" ended with {ExitCode}, not {code}. It wrote:\n{Output}\nand:\n{Errors}");
}
