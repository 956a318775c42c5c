using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;
using Kiosk.Trials.Demo;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>The disk or the stick refuses a call while the journal is copied to the stick: a copy that is called good is good, an earlier good copy is never lost, and the journal is untouched.</summary>
public sealed class ErrorsInExportTests(ITestOutputHelper output) : IDisposable
{
    private const int Most = 12;
    private const int Crashed = 100;

    private readonly TestFolder folder = TestFolder.Fast();

    private string Data => folder["watched/data"];

    private string Stick => folder["watched/stick"];

    public void Dispose() => folder.Dispose();

    [FactWithTool("cc")]
    public async Task A_call_that_fails_loses_neither_the_journal_nor_a_good_copy()
    {
        await using (var terminal = new TappedTerminal())
        {
            await terminal.RunAsync(new Dictionary<string, string>(), DemoCard.GoodP256);
            FileTree.Copy(terminal.Data, Data);
        }

        Directory.CreateDirectory(Stick);
        SettingsFile.Write(folder["kiosk.json"], new { Installation.TerminalId, DataFolder = Data });
        (await ExportAsync()).AssertExit(0);
        var records = await RecordsAsync();
        FileTree.Copy(folder["watched"], folder["before"]);
        using var place = new TestFolder();
        var shim = new StepShim(place, folder["watched"]);
        (await ExportAsync(shim.RecordingReads)).AssertExit(0);
        foreach (var (step, error) in ErrorPlan.Of(shim.Recorded, Most, output))
        {
            Directory.Delete(folder["watched"], recursive: true);
            FileTree.Copy(folder["before"], folder["watched"]);

            var ended = await ExportAsync(shim.FailingAt(step, error));

            var call = $"Call {step} ({shim.Recorded.FirstOrDefault("none")}) with {error}, ended with {ended.ExitCode}:\n{ended.Output}\n{ended.Errors}";
            Progress.Say(output, call);
            Assert.True(ended is { ExitCode: 0 } or { ExitCode: > 0 and < Crashed, Errors.Length: > 0 } or { ExitCode: > 0 and < Crashed, Output.Length: > 0 }, call);
            Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
            Assert.Equal(records, await RecordsAsync());
            Assert.True(await GoodCopiesAsync() > 0, call);
            (await ExportAsync()).AssertExit(0);
        }
    }

    private async Task<int> RecordsAsync() => (await VerifyAsync(Path.Combine(Data, "journal"))).AssertExit(0).Json.GetProperty("records").GetInt32();

    private Task<Ended> ExportAsync(IReadOnlyDictionary<string, string>? environment = null) =>
        KioskProcess.RunAsync(environment ?? new Dictionary<string, string>(), "sync", "export", Stick, "--config", folder["kiosk.json"]);

    private Task<Ended> VerifyAsync(string journal) => KioskProcess.RunAsync("log", "verify", "--json", "--journal", journal, "--config", folder["kiosk.json"]);

    private async Task<int> GoodCopiesAsync()
    {
        var good = 0;
        foreach (var copy in Directory.EnumerateFiles(Stick, "*.seg", SearchOption.AllDirectories).Select(path => Path.GetDirectoryName(path)!).Distinct())
        {
            good += (await VerifyAsync(copy)).ExitCode == 0 ? 1 : 0;
        }

        return good;
    }
}
