using System.CommandLine;
using System.Diagnostics;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Service.CommandLine;
using Kiosk.Testing.Processes;
using Kiosk.Words;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>Standard output that takes nothing: one sentence, an exit code of its own, and never a stack trace.</summary>
public sealed class UnwritableOutputTests
{
    private const string Full = "exec \"$@\" >/dev/full";
    private const string Closed = "exec \"$@\" >&-";

    public static TheoryData<string> Verbs => [.. NamesUnder(KioskCommand.Root(Language.English), "")];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_full_disk_is_said_by_every_verb(string verb) =>
        (await RunAsync(Full, $"{verb} --help")).AssertRefused(CodeOf(verb), "Could not write to standard output: no space left on the device it goes to; make room there, or send it elsewhere.");

    [Theory]
    [MemberData(nameof(JsonTests.Failures), MemberType = typeof(JsonTests))]
    public async Task A_failure_that_cannot_be_printed_is_none_of_the_programs_own(int code, string arguments)
    {
        (await RunAsync(Closed, $"{arguments} --json")).AssertRefused(CodeOf(arguments), "Could not write to standard output: it is closed; leave it open, or send it to a file.");
        Assert.InRange(code, 1, 3);
    }

    [Theory]
    [InlineData("reasons --json", Full)]
    [InlineData("reasons --json", Closed)]
    [InlineData("reasons --markdown", Full)]
    [InlineData("doctor --only disk", Full)]
    [InlineData("doctor --only disk --json", Closed)]
    [InlineData("selftest --row 1", Full)]
    [InlineData("completion bash", Full)]
    [InlineData("--json", Full)]
    public async Task An_answer_that_cannot_be_printed_is_not_available(string arguments, string shell) =>
        (await RunAsync(shell, arguments)).AssertRefused(3, "Could not write to standard output: ");

    [Theory]
    [InlineData("exec \"$@\" >/dev/full 2>/dev/full")]
    [InlineData("exec \"$@\" >&- 2>&-")]
    public async Task Where_nobody_can_be_told_the_exit_code_is_left(string shell)
    {
        var ended = (await RunAsync(shell, "nonsense --json")).AssertExit(3);

        Assert.Empty(ended.Errors);
        (await RunAsync(shell, "nonsense")).AssertExit(2);
    }

    [Theory]
    [InlineData("reasons --json", 0)]
    [InlineData("--help", 0)]
    [InlineData("nonsense --json", 2)]
    public async Task A_reader_who_has_gone_ends_it_quietly_with_its_own_exit_code(string arguments, int code)
    {
        var ended = (await RunAsync("{ \"$@\"; echo $? >&2; } | exec true", arguments)).AssertExit(0);

        Assert.Equal($"{code}", ended.Errors.Trim());
    }

    [Theory]
    [InlineData("reasons")]
    [InlineData("card verify --help")]
    [InlineData("status --data /nowhere")]
    [InlineData("nonsense --json")]
    [InlineData("doctor --only disk")]
    public async Task A_terminal_of_whoever_wants_no_colour_gets_no_escape_sequence(string arguments)
    {
        var ended = await ScriptAsync($"{KioskProcess.Program} {arguments}");

        Assert.NotEmpty(ended);
        Assert.DoesNotContain('\e', ended);
    }

    [Fact]
    public async Task Nor_does_the_screen_of_a_running_terminal()
    {
        using var installation = new Installation();
        var screen = ScriptAsync($"echo $$ > {installation["pid"]}; exec {KioskProcess.Program} run --screen text --config {installation.SettingsFile}");
        await installation.ReadyAsync();

        (await ChildProcess.RunAsync("kill", (await File.ReadAllTextAsync(installation["pid"])).Trim())).With(0);
        var printed = await screen;

        Assert.Contains("┃", printed, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', printed);
    }

    private static int CodeOf(string verb) => verb.StartsWith("tuf-client", StringComparison.Ordinal) ? 1 : 3;

    private static IEnumerable<string> NamesUnder(Command command, string name) =>
        command.Subcommands.SelectMany(sub => NamesUnder(sub, $"{name} {sub.Name}".TrimStart())).Prepend(name);

    private static async Task<Ended> RunAsync(string shell, string arguments)
    {
        await using var process = KioskProcess.Start(["sh", "-c", shell, "sh"], new Dictionary<string, string>(), arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return await process.EndAsync();
    }

    /// <summary>On a terminal of its own, by util-linux's script.</summary>
    private static async Task<string> ScriptAsync(string command)
    {
        var start = new ProcessStartInfo("script", ["-qc", command, "/dev/null"]);
        (start.Environment["NO_COLOR"], start.Environment["TERM"]) = ("1", "xterm");
        return (await ChildProcess.RunAsync(start)).Output;
    }
}
