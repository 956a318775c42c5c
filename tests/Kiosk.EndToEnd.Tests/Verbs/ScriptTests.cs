using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Sources;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>The script at the root, in a copy of the tree where everything appears built, so that it builds nothing.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class ScriptTests : IDisposable
{
    private const string SdkThatOnlyWritesDownWhatItIsAsked = """
        #!/usr/bin/env bash
        [ "$1" != --list-sdks ] || { echo '10.0.100 [/usr/share/dotnet/sdk]'; exit; }
        tools=$(dirname "$0")
        echo "$1 ${2##*/}" >>"$tools/asked"
        program=$tools/../artifacts/quick/bin/Kiosk.Service/release/kiosk
        mkdir -p "$(dirname "$program")"
        printf '#!/bin/sh\necho "$@"\n' >"$program"
        chmod +x "$program"
        """;

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

    [Theory]
    [InlineData("kiosk: registry has no verb \"publsh\"; it has: init, publish, delta, rotate, root, terminal, invitations, status.", "registry", "publsh")]
    [InlineData("kiosk: collector has no verb \"srve\"; it has: serve, enrol, ", "collector", "srve", "--dev")]
    [InlineData("kiosk: test takes --nightly, --powercut, --soak, --devices, --arm64, --package, --image or a filter as in dotnet test --filter, but not \"--devces\".", "test", "--devces")]
    public async Task Nor_does_one_of_the_other_programs_or_a_switch_of_the_tests(string sentence, params string[] arguments)
    {
        File.Delete(folder["artifacts/built"]);

        var ended = (await RunAsync(arguments)).AssertExit(2);

        Assert.StartsWith(sentence, ended.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["artifacts/quick"]));
    }

    [Fact]
    public async Task The_first_demo_builds_only_the_programs_that_it_runs_and_says_what_it_is_doing()
    {
        File.Delete(folder["artifacts/built"]);
        foreach (var project in (string[])["Kiosk.Service", "Kiosk.Collector"])
        {
            Directory.CreateDirectory(folder[$"src/{project}"]);
            await File.WriteAllTextAsync(folder[$"src/{project}/packages.lock.json"], "\"type\": \"Project\"\n");
        }

        await WriteToolAsync("dotnet", SdkThatOnlyWritesDownWhatItIsAsked);

        var ended = (await RunAsync("demo", "--tour")).AssertExit(0);

        Assert.Equal(["restore Kiosk.Service", "build Kiosk.Service", "restore Kiosk.Collector", "build Kiosk.Collector"], await File.ReadAllLinesAsync(folder["tools/asked"]));
        Assert.Equal("demo --tour\n", ended.Output);
        Assert.All(
            ["fetching .NET packages for Kiosk.Service", "compiling Kiosk.Service", "fetching .NET packages for Kiosk.Collector", "compiling Kiosk.Collector"],
            step => Assert.Contains($"kiosk: {step}: done in ", ended.Errors, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("build")]
    [InlineData("test")]
    [InlineData("package")]
    public async Task Asking_for_help_costs_no_build(string verb)
    {
        File.Delete(folder["artifacts/built"]);

        Assert.Contains($"./kiosk {verb}", (await RunAsync(verb, "--help")).AssertExit(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_build_for_another_processor_than_it_knows_costs_no_build()
    {
        File.Delete(folder["artifacts/built"]);

        var ended = (await RunAsync("build", "--arch", "mips")).AssertExit(2);

        Assert.Equal("kiosk: build takes nothing, or --arch x64 or --arch arm64, but not \"--arch mips\".\n", ended.Errors);
    }

    [Fact]
    public async Task It_knows_the_verbs_of_the_programs()
    {
        await AssertKnowsAsync("program", await KioskProcess.RunAsync("--help"));
        await AssertKnowsAsync("registry", await RegistryProcess.RunAsync("--help"));
        await AssertKnowsAsync("collector", await CollectorProcess.RunAsync(new Dictionary<string, string> { ["LANG"] = "C.UTF-8" }, "--help"));
    }

    private async Task AssertKnowsAsync(string program, Ended help)
    {
        var known = Verbs().Matches(await File.ReadAllTextAsync(folder["kiosk"])).Single(match => match.Groups["program"].Value == program).Groups["verbs"].Value.Split(' ');
        var commands = help.AssertExit(0).Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..];
        var offered = CommandLine().Matches(commands).Select(match => match.Groups["verb"].Value);

        Assert.Equal(offered.Where(verb => verb != "demo").Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("^(?<program>[a-z]+)_verbs='(?<verbs>[^']+)'$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 30_000)]
    private static partial Regex Verbs();

    [GeneratedRegex(@"^  (?<verb>[a-z-]+)\b", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 30_000)]
    private static partial Regex CommandLine();

    /// <summary>A program that the script finds before the machine's own.</summary>
    private async Task WriteToolAsync(string name, string content)
    {
        Directory.CreateDirectory(folder["tools"]);
        await File.WriteAllTextAsync(folder[$"tools/{name}"], content + "\n");
        File.SetUnixFileMode(folder[$"tools/{name}"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<Ended> RunAsync(params string[] arguments)
    {
        var ended = await ChildProcess.RunAsync(new ProcessStartInfo(folder["kiosk"], arguments) { Environment = { ["PATH"] = $"{folder["tools"]}:{Environment.GetEnvironmentVariable("PATH")}" } });
        return new Ended(ended.ExitCode, ended.Output, ended.Errors);
    }
}
