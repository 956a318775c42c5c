using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>The disk refuses a call while the program takes a newer feed from a stick: it says so, the cache is the last or the new one, never a mixture, and the next sync ends well.</summary>
public sealed class ErrorsInSyncTests(ITestOutputHelper output)
{
    private const int Most = 12;
    private const int Crashed = 100;

    private static readonly (string Lists, int Members) Last = ("1", 40), Newer = ("2", 41);

    [FactWithTool("cc")]
    public async Task A_call_that_fails_leaves_the_last_good_or_the_new_and_says_so()
    {
        using var terminal = await StickTerminal.CreateAsync(members: Last.Members);
        (await terminal.ImportAsync()).AssertExit(0);
        FileTree.Copy(terminal.Folders.Data, terminal.Folder["before"]);
        await terminal.ChangeAsync(number: 1000);
        using var place = new TestFolder();
        var shim = new StepShim(place, terminal.Folders.Data);
        (await terminal.ImportAsync(shim.RecordingReads)).AssertExit(0);
        foreach (var (step, error) in ErrorPlan.Of(shim.Recorded, Most, output))
        {
            Directory.Delete(terminal.Folders.Data, recursive: true);
            FileTree.Copy(terminal.Folder["before"], terminal.Folders.Data);

            var ended = await terminal.ImportAsync(shim.FailingAt(step, error));

            var found = terminal.Read();
            var call = $"Call {step} ({shim.Recorded.FirstOrDefault("none")}) with {error}, ended with {ended.ExitCode}, holds {found}:\n{ended.Output}\n{ended.Errors}";
            Progress.Say(output, call);
            // Members and lists are taken one without the other: a part that fails is named, and its older state stays in force.
            Assert.True(found == Last || found == ("2", 40) || found == ("1", 41) || found == Newer, call);
            Assert.True(found == Newer || ended is { ExitCode: > 0 and < Crashed, Errors.Length: > 0 } or { ExitCode: > 0 and < Crashed, Output.Length: > 0 }, call);
            Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
            (await terminal.ImportAsync()).AssertExit(0);
            Assert.Equal(Newer, terminal.Read());
            Assert.DoesNotContain(Directory.EnumerateFiles(terminal.Folders.Data, "*", SearchOption.AllDirectories), FileTree.IsUnfinished);
        }
    }
}
