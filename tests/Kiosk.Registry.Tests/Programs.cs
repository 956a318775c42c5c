using Kiosk.Testing.Processes;
using Kiosk.Words;

namespace Kiosk.Registry.Tests;

/// <summary>Runs the built programs, as an operator would.</summary>
internal static class Programs
{
    // In its own folder: beside the tests, what ASP.NET's framework has is left out, which the registry runs without.
    private static readonly string Registry = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Kiosk.Registry", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "registry.dll"));

    // Sentences are held to their English; a test of the others names its language.
    static Programs() => Environment.SetEnvironmentVariable(ConsoleLanguage.Variable, "en");

    public static Task<Ended> RegistryAsync(params string[] arguments) => RunAsync("dotnet", [Registry, .. arguments]);

    /// <summary>For somebody who reads Vietnamese.</summary>
    public static Task<Ended> RegistryInVietnameseAsync(params string[] arguments) =>
        RunAsync("env", [$"{ConsoleLanguage.Variable}=vi", "dotnet", Registry, .. arguments]);

    /// <summary>As on a machine whose own time zone is this one.</summary>
    public static Task<Ended> RegistryInZoneAsync(string zone, params string[] arguments) => RunAsync("env", [$"TZ={zone}", "dotnet", Registry, .. arguments]);

    /// <param name="shell">A line for sh that runs <c>"$@"</c>.</param>
    public static Task<Ended> RegistryFromAsync(string shell, params string[] arguments) => RunAsync("sh", ["-c", shell, "sh", "dotnet", Registry, .. arguments]);

    public static Task<Ended> KioskAsync(params string[] arguments) => RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "kiosk.dll"), .. arguments]);

    private static async Task<Ended> RunAsync(string program, IEnumerable<string> arguments)
    {
        var ended = await ChildProcess.RunAsync(program, arguments);
        return new(ended.ExitCode, ended.Output, ended.Errors);
    }
}

/// <summary>How a program ended.</summary>
internal sealed record Ended(int Code, string Output, string Error)
{
    public Ended With(int code)
    {
        Assert.True(Code == code, $"exit {Code}\n{Output}\n{Error}");
        return this;
    }
}
