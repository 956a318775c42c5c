using System.Diagnostics;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>Tab completion in bash, tested through bash.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("kiosk st", "status")]
    [InlineData("kiosk sync ", "now", "import", "export")]
    [InlineData("kiosk sync i", "import")]
    [InlineData("kiosk show r", "readiness")]
    [InlineData("kiosk doctor --on", "--only")]
    [InlineData("kiosk doctor --only j", "journal")]
    public async Task The_program_completes_verbs_options_and_their_values(string typed, params string[] expected)
    {
        File.CreateSymbolicLink(folder["kiosk"], KioskProcess.Program);

        var offered = await CompleteAsync(folder["kiosk"], typed);

        Assert.Subset(offered.ToHashSet(StringComparer.Ordinal), expected.ToHashSet(StringComparer.Ordinal));
        Assert.All(offered, word => Assert.StartsWith(typed[(typed.LastIndexOf(' ') + 1)..], word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("./kiosk b", "build", "bench")]
    [InlineData("./kiosk te", "test")]
    [InlineData("./kiosk reg", "registry")]
    [InlineData("./kiosk he", "help")]
    [InlineData("./kiosk st", "status")]
    [InlineData("./kiosk sync n", "now")]
    [InlineData("./kiosk test --d", "--devices")]
    public async Task The_script_of_a_repository_knows_its_own_verbs_too_and_builds_nothing(string typed, params string[] expected)
    {
        await File.WriteAllTextAsync(folder["kiosk"], "#!/usr/bin/env bash\ntouch built\n");
        Directory.CreateDirectory(folder["artifacts/kiosk"]);
        File.CreateSymbolicLink(folder["artifacts/kiosk/kiosk"], KioskProcess.Program);

        var offered = await CompleteAsync("./kiosk", typed);

        Assert.Subset(offered.ToHashSet(StringComparer.Ordinal), expected.ToHashSet(StringComparer.Ordinal));
        Assert.False(File.Exists(folder["built"]));
    }

    [Fact]
    public async Task The_program_that_the_demo_compiled_answers_too_and_before_any_is_built_only_the_script_s_verbs_are_offered()
    {
        await File.WriteAllTextAsync(folder["kiosk"], "#!/usr/bin/env bash\n");

        Assert.Empty(await CompleteAsync("./kiosk", "./kiosk sync n"));
        Assert.Empty(await CompleteAsync("./kiosk", "./kiosk registry i"));
        Assert.Equal(["build", "bench"], await CompleteAsync("./kiosk", "./kiosk b"));

        Directory.CreateDirectory(folder["artifacts/quick/bin/Kiosk.Service/release"]);
        File.CreateSymbolicLink(folder["artifacts/quick/bin/Kiosk.Service/release/kiosk"], KioskProcess.Program);
        Assert.Equal(["now"], await CompleteAsync("./kiosk", "./kiosk sync n"));
    }

    /// <summary>Does what bash does when Tab is pressed at the end of a line.</summary>
    private async Task<string[]> CompleteAsync(string command, string typed)
    {
        await File.WriteAllTextAsync(folder["completion"], (await KioskProcess.RunAsync("completion", "bash")).AssertExit(0).Output);
        var line = typed.Replace("./kiosk", "kiosk", StringComparison.Ordinal).Replace("kiosk", command, StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", "source ./completion; COMP_LINE=$1 COMP_POINT=${#1}; _kiosk_completion \"$2\" \"$3\"; printf '%s\\n' \"${COMPREPLY[@]}\"", "bash", line, command, line[(line.LastIndexOf(' ') + 1)..]])
        {
            WorkingDirectory = folder.Path,
        };
        return (await ChildProcess.RunAsync(start)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
