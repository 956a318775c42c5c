using System.Runtime.Versioning;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;
using Kiosk.Trials.Demo;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>
/// The disk refuses a call of a collector that tries things out (SQLite) while it starts, takes in an upload, imports a stick and reports: what it called stored is there, whatever it could not do it says, and once
/// the disk works again everything can be stored and counted.
/// </summary>
/// <remarks>Proves nothing of PostgreSQL, whose server owns its disk.</remarks>
[SupportedOSPlatform("linux")]
public sealed class ErrorsInCollectorTests(ITestOutputHelper output) : IDisposable
{
    private const int Most = 3;
    private const int Crashed = 100;

    private static readonly Dictionary<string, string> Nothing = [];

    private readonly TestFolder folder = TestFolder.Fast();

    private string Watched => folder["watched"];

    private string Data => folder["watched/collector"];

    private string Stick => folder["watched/stick"];

    public void Dispose() => folder.Dispose();

    [FactWithTool("cc")]
    public async Task What_was_imported_is_there_and_what_was_not_can_be_imported_again()
    {
        await ExportAsync();
        (await RunAsync("status")).AssertExit(0);
        FileTree.Copy(Watched, folder["before"]);
        using var place = new TestFolder();
        var shim = new StepShim(place, Watched);
        (await ImportAsync(shim.RecordingReads)).AssertExit(0);
        var all = await StoredAsync();
        foreach (var (step, error) in ErrorPlan.Of(shim.Recorded, Most, output))
        {
            PutBack();

            var ended = await ImportAsync(shim.FailingAt(step, error));

            var call = Told($"{step} ({shim.Recorded.FirstOrDefault("none")}) with {error}", ended);
            Assert.True(ended.ExitCode != 0 || await StoredAsync() == all, call);
            (await ImportAsync(Nothing)).AssertExit(0);
            Assert.Equal(all, await StoredAsync());
            Assert.Equal(1, await PresentAsync());
        }
    }

    [FactWithTool("cc")]
    public async Task A_report_is_right_or_is_not_given()
    {
        await ExportAsync();
        (await ImportAsync(Nothing)).AssertExit(0);
        FileTree.Copy(Watched, folder["before"]);
        using var place = new TestFolder();
        var shim = new StepShim(place, Watched);
        var right = (await ReportAsync(shim.RecordingReads)).AssertExit(0).Output;
        foreach (var (step, error) in ErrorPlan.Of(shim.Recorded, Most, output))
        {
            PutBack();

            var ended = await ReportAsync(shim.FailingAt(step, error));

            var call = Told($"{step} ({shim.Recorded.FirstOrDefault("none")}) with {error}", ended);
            Assert.True(ended.ExitCode != 0 || ended.Output == right, call);
            Assert.Equal(right, (await ReportAsync(Nothing)).AssertExit(0).Output);
        }
    }

    [FactWithTool("cc")]
    public async Task A_data_folder_that_the_disk_does_not_make_is_said_in_a_sentence()
    {
        Directory.CreateDirectory(Watched);
        using var place = new TestFolder();
        var shim = new StepShim(place, Watched);

        var ended = await RunAsync(shim.FailingAt(1, DiskError.All[0]), "status");

        Assert.Equal("mkdir collector", Assert.Single(shim.Recorded));
        Told(shim.Recorded[0], ended);
        Assert.NotEqual(0, ended.ExitCode);
    }

    [FactWithTool("cc")]
    public async Task What_was_receipted_is_there_after_a_start_or_an_upload_that_met_an_error()
    {
        await using var door = await TappedDoorAsync();
        var batch = await UnsentAsync(door);
        var all = batch.LastSequence;
        using var place = new TestFolder();
        var shim = new StepShim(place, Data);
        PutBack();
        Assert.Equal((true, null), await SendAsync(door, batch, shim.RecordingReads));
        foreach (var (step, error) in ErrorPlan.Of(shim.Recorded, Most, output))
        {
            PutBack();

            var (isReceipted, ended) = await SendAsync(door, batch, shim.FailingAt(step, error));

            var call = $"{step} ({shim.Recorded.FirstOrDefault("none")}) with {error}";
            Progress.Say(output, $"{call}: {(ended is null ? isReceipted ? "receipted" : "not receipted" : Told(call, ended))}");
            Assert.True(!isReceipted || (ulong)await StoredAsync() == all, $"{call}: LOST: what was receipted is not there.");
            Assert.Equal((true, null), await SendAsync(door, batch, Nothing));
            Assert.Equal(all, (ulong)await StoredAsync());
        }
    }

    /// <summary>The same upload on a disk that throws a write away and says that it is done, which no program can notice in time: this harness does.</summary>
    [FactWithTool("cc")]
    public async Task A_write_of_an_upload_that_is_lost_without_an_error_is_noticed_by_this_harness()
    {
        await using var door = await TappedDoorAsync();
        var batch = await UnsentAsync(door);
        using var place = new TestFolder();
        var shim = new StepShim(place, Data);
        PutBack();
        Assert.Equal((true, null), await SendAsync(door, batch, shim.RecordingReads));
        await AssertLossIsNoticedAsync(shim, batch.LastSequence, async environment => (await SendAsync(door, batch, environment)).IsReceipted);
    }

    /// <summary>The same import.</summary>
    [FactWithTool("cc")]
    public async Task A_write_of_an_import_that_is_lost_without_an_error_is_noticed_by_this_harness()
    {
        await ExportAsync();
        (await RunAsync("status")).AssertExit(0);
        FileTree.Copy(Watched, folder["before"]);
        using var place = new TestFolder();
        var shim = new StepShim(place, Watched);
        (await ImportAsync(shim.RecordingReads)).AssertExit(0);
        await AssertLossIsNoticedAsync(shim, (ulong)await StoredAsync(), async environment => (await ImportAsync(environment)).ExitCode == 0);
    }

    /// <param name="act">Whether the collector said that all is stored.</param>
    private async Task AssertLossIsNoticedAsync(StepShim shim, ulong all, Func<IReadOnlyDictionary<string, string>, Task<bool>> act)
    {
        var isNoticed = false;
        // From the end: what is acknowledged is written last.
        foreach (var (step, call) in shim.Recorded.Index().Where(call => call.Item.StartsWith("write ", StringComparison.Ordinal)).Reverse().TakeWhile(_ => !isNoticed))
        {
            PutBack();
            var isAcknowledged = await act(shim.FailingAt(step + 1, DiskError.Lost));
            var isThere = await HasAsync(all);
            isNoticed = isAcknowledged && !isThere;
            Progress.Say(output, $"{step + 1} ({call}), now {shim.Recorded.FirstOrDefault("none")}, lost: acknowledged {isAcknowledged}, there {isThere}");
        }

        Assert.True(isNoticed, "Whichever write was lost, nothing acknowledged was found missing.");
    }

    /// <summary>A door that tapped one card while its collector was away.</summary>
    private async Task<HallDoor> TappedDoorAsync()
    {
        using var collector = await CollectorProcess.StartAsync(Data);
        var door = await HallDoor.OpenAsync(Installation.TerminalId, "1", collector);
        collector.Kill();
        await door.TapAsync(DemoCard.GoodP256, "Chào mừng đồng chí");
        await door.StopAsync();
        FileTree.Copy(Watched, folder["before"]);
        return door;
    }

    /// <summary>What the collector does not have of the door's journal.</summary>
    private async Task<UploadBatch> UnsentAsync(HallDoor door)
    {
        var all = JournalReader.Open(door.Journal).Read().Last().Sequence.Value;
        return new BatchReader(door.Journal, Installation.TerminalId).Read((ulong)await StoredAsync() + 1, all);
    }

    /// <summary>Starts the collector, sends it the batch in the terminal's place, and kills it.</summary>
    private async Task<(bool IsReceipted, Ended? Ended)> SendAsync(HallDoor door, UploadBatch batch, IReadOnlyDictionary<string, string> environment)
    {
        var (serving, ended) = await CollectorProcess.TryStartAsync(Data, environment);
        if (serving is null)
        {
            return (false, ended);
        }

        using (serving)
        {
            using var line = new TerminalLine(new KioskFolders(door.Data), Installation.TerminalId, serving);
            using var client = new CollectorClient(line.Handler, new(serving.Address), UploadPhrases.OfTerminal);
            var outcome = await client.SendAsync(Installation.TerminalId, batch.Encode(), default, CancellationToken.None);
            Assert.DoesNotContain("   at ", serving.Errors, StringComparison.Ordinal);
            return (outcome is UploadOutcome.Stored, null);
        }
    }

    /// <summary>A journal with one arrival, on the stick.</summary>
    private async Task ExportAsync()
    {
        Directory.CreateDirectory(Stick);
        await using var terminal = new TappedTerminal();
        await terminal.RunAsync(new Dictionary<string, string>(), DemoCard.GoodP256);
        SettingsFile.Write(folder["kiosk.json"], new { Installation.TerminalId, DataFolder = terminal.Data });
        (await KioskProcess.RunAsync("sync", "export", Stick, "--config", folder["kiosk.json"])).AssertExit(0);
        File.Copy(new KioskFolders(terminal.Data).DevicePublicKeyFile, folder["terminals.txt"]);
    }

    /// <summary>Before calls are counted and before each is broken: counted from another state, the last of them would never be met.</summary>
    private void PutBack()
    {
        Directory.Delete(Watched, recursive: true);
        FileTree.Copy(folder["before"], Watched);
    }

    private string Told(string call, Ended ended)
    {
        var told = $"Call {call}, ended with {ended.ExitCode}:\n{ended.Output}\n{ended.Errors}";
        Progress.Say(output, told);
        Assert.True(ended is { ExitCode: 0 } or { ExitCode: > 0 and < Crashed, Errors.Length: > 0 } or { ExitCode: > 0 and < Crashed, Output.Length: > 0 }, told);
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
        // A sentence of the system alone names neither file nor remedy; and what was read was not written.
        Assert.DoesNotMatch("(: |:\")Input/output error|SQLite Error|cannot be read: [^ ]+ could not be written", ended.Output + ended.Errors);
        return told;
    }

    private async Task<int> StoredAsync() =>
        (await RunAsync("terminals", "--json")).AssertExit(0).Json.GetProperty("terminals").EnumerateArray().Select(terminal => terminal.GetProperty("contiguous").GetInt32()).DefaultIfEmpty().Max();

    /// <returns>Whether it lists a terminal with so many records; a database that does not open, or that has lost the terminal, lists none.</returns>
    private async Task<bool> HasAsync(ulong all)
    {
        var listed = await RunAsync("terminals", "--json");
        return listed.ExitCode == 0 && listed.Json.GetProperty("terminals").EnumerateArray().Any(terminal => terminal.GetProperty("contiguous").GetUInt64() == all);
    }

    private async Task<int> PresentAsync() =>
        Assert.Single((await ReportAsync(Nothing)).AssertExit(0).Json.GetProperty("sessions").EnumerateArray()).GetProperty("present").GetInt32();

    private Task<Ended> ReportAsync(IReadOnlyDictionary<string, string> environment) => RunAsync(environment, "attendance", DemoMeeting.Id, "--json");

    private Task<Ended> ImportAsync(IReadOnlyDictionary<string, string> environment) => RunAsync(environment, "import", Stick, "--terminals", folder["terminals.txt"]);

    private Task<Ended> RunAsync(params string[] verb) => RunAsync(new Dictionary<string, string>(), verb);

    private Task<Ended> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] verb) => CollectorProcess.RunAsync(environment, [.. verb, "--data", Data, "--dev"]);
}
