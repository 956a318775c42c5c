using System.Text.RegularExpressions;
using Kiosk.Testing.Sources;

namespace Kiosk.Service.Tests;

/// <summary>No test may wait for ever for a process, and no process may hold the test run's own output: both kept a whole run from ending.</summary>
public sealed partial class BoundedWaitRules
{
    /// <summary>Where the limits are.</summary>
    private static readonly string[] Keepers = ["Kiosk.Testing/Processes/ChildProcess.cs", "Kiosk.EndToEnd.Tests/Running/KioskProcess.cs"];

    [Fact]
    public void Processes_are_started_and_awaited_where_the_limits_are()
    {
        var folder = SourceTree.PathOf("tests");
        var found = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Name: Path.GetRelativePath(folder, path), Text: File.ReadAllText(path)))
            .Where(file => !Keepers.Contains(file.Name) && !file.Name.StartsWith("Kiosk.Benchmarks/", StringComparison.Ordinal))
            .SelectMany(file => Unbounded(file.Text).Select(call => $"{file.Name}: {call}"));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("using var made = Process.Start(\"mkfifo\", [path]);", "Process.Start(")]
    [InlineData("new Process { StartInfo = start }.Start();", "new Process {")]
    [InlineData("made.WaitForExit();", "made.WaitForExit()")]
    [InlineData("await made.WaitForExitAsync();", "made.WaitForExitAsync()")]
    [InlineData("await started.StandardOutput.ReadLineAsync()", "StandardOutput.ReadLineAsync()")]
    [InlineData("started.StandardError.ReadToEnd()", "StandardError.ReadToEnd()")]
    public void A_wait_without_limit_is_found(string code, string call) => Assert.Equal(call, Assert.Single(Unbounded(code)));

    [Theory]
    [InlineData("ChildProcess.Start(\"swtpm\")")]
    [InlineData("KioskProcess.Start(\"run\")")]
    [InlineData("started.Output.ReadLineAsync()")]
    public void What_has_a_limit_passes(string code) => Assert.Empty(Unbounded(code));

    private static IEnumerable<string> Unbounded(string code) => Call().Matches(Quoted().Replace(code, "\"\"")).Select(call => call.Value);

    [GeneratedRegex(@"\bProcess\.Start\(|\bnew Process \{|\w+\.WaitForExit(Async)?\(\)|\bStandard(Output|Error)\.Read\w+\(\)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Call();

    // This file's own examples among others.
    [GeneratedRegex("\"(\\\\.|[^\"\\\\\\n])*\"", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Quoted();
}
