using System.Text.RegularExpressions;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Sources;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>The script at the root, in a copy of the tree where everything appears built, so that it builds nothing.</summary>
public sealed partial class ScriptTests : IDisposable
{
    private readonly TestFolder folder = new();

    public ScriptTests()
    {
        File.Copy(SourceTree.PathOf("kiosk"), folder["kiosk"]);
        Directory.CreateDirectory(folder["scripts"]);
        foreach (var part in Directory.EnumerateFiles(SourceTree.PathOf("scripts")))
        {
            File.Copy(part, Path.Combine(folder["scripts"], Path.GetFileName(part)));
        }

        foreach (var name in (string[])["src", "tests", "artifacts/registry", "artifacts/collector"])
        {
            Directory.CreateDirectory(folder[name]);
        }

        foreach (var name in (string[])["Directory.Build.props", "global.json", "artifacts/built", "artifacts/registry/registry.dll", "artifacts/collector/collector.dll"])
        {
            File.WriteAllText(folder[name], "");
        }

        File.CreateSymbolicLink(folder["artifacts/kiosk"], AppContext.BaseDirectory);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_explains_itself()
    {
        var help = (await RunAsync("help")).AssertExit(0);
        var nothing = (await RunAsync()).AssertExit(0);

        Assert.Contains("./kiosk demo --tour", help.Output, StringComparison.Ordinal);
        Assert.Equal(help.Output, nothing.Output);
    }

    [Fact]
    public async Task It_hands_every_other_verb_to_the_program_with_arguments_and_exit_code_unchanged()
    {
        (await RunAsync("log", "nonsense")).AssertExit(2);
        (await RunAsync("status", "--data", folder["a folder with spaces"])).AssertRefused(3, folder["a folder with spaces/control.sock"]);
        (await RunAsync("log", "verify", "--help")).AssertExit(0);
    }

    [Fact]
    public async Task A_verb_that_does_not_exist_costs_no_build()
    {
        File.Delete(folder["artifacts/built"]);

        var ended = (await RunAsync("biuld")).AssertExit(2);

        Assert.Equal("kiosk: there is no verb \"biuld\"; ./kiosk help lists them all.\n", ended.Errors);
        Assert.False(Directory.Exists(folder["artifacts/quick"]));
    }

    [Fact]
    public async Task A_build_for_another_processor_than_it_knows_costs_no_build()
    {
        File.Delete(folder["artifacts/built"]);

        var ended = (await RunAsync("build", "--arch", "mips")).AssertExit(2);

        Assert.Equal("kiosk: build takes nothing, or --arch x64 or --arch arm64, but not \"--arch mips\".\n", ended.Errors);
    }

    [Fact]
    public async Task It_knows_the_verbs_of_the_program()
    {
        var script = await File.ReadAllTextAsync(folder["kiosk"]);
        var known = ProgramVerbs().Match(script).Groups["verbs"].Value.Split(' ');

        var help = (await KioskProcess.RunAsync("--help")).AssertExit(0);
        var commands = help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..];
        var offered = CommandLine().Matches(commands).Select(match => match.Groups["verb"].Value);

        Assert.Equal(offered.Where(verb => verb != "demo").Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^program_verbs='(?<verbs>[^']+)'$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex ProgramVerbs();

    [GeneratedRegex(@"^  (?<verb>[a-z-]+)\b", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex CommandLine();

    private async Task<Ended> RunAsync(params string[] arguments)
    {
        var ended = await ChildProcess.RunAsync(folder["kiosk"], arguments);
        return new Ended(ended.ExitCode, ended.Output, ended.Errors);
    }
}
