using Kiosk.EndToEnd.Tests.Faults;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>Only its owner writes to the data folder. Files that another user left there are a reported outage, never a silent fallback to an older generation.</summary>
public sealed class ForeignFolderTests
{
    private const string Other = "nobody";

    [FactAsRoot]
    public async Task Root_writes_into_nobody_elses_data_folder()
    {
        using var folder = new TestFolder();
        var data = Directory.CreateDirectory(folder["data"]).FullName;
        SettingsFile.Write(folder["kiosk.json"], new { Installation.TerminalId, DataFolder = data, Sync = new { Feed = "http://127.0.0.1:9/" } });
        Run("chown", Other, data);
        string[][] verbs = [["run"], ["sync", "now"], ["sync", "import", folder.Path], ["cache", "upkeep"]];
        foreach (var verb in verbs)
        {
            var ended = (await KioskProcess.RunAsync([.. verb, "--config", folder["kiosk.json"]])).AssertExit(2);

            Assert.Equal(
                $"kiosk: {data} belongs to {Other}, and this is root: what is written there as another user the service could not read. Run: sudo -u {Other} kiosk {string.Join(' ', verb)} --config {folder["kiosk.json"]}",
                ended.Errors.TrimEnd());
        }

        foreach (var verb in verbs.Skip(1))
        {
            var failure = (await KioskProcess.RunAsync([.. verb, "--json", "--config", folder["kiosk.json"]])).AssertExit(2).Json;

            Assert.Contains($"{data} belongs to {Other}", failure.GetProperty("error").GetString(), StringComparison.Ordinal);
            Assert.Equal(2, failure.GetProperty("exitCode").GetInt32());
        }

        (await KioskProcess.RunAsync("demo", "--tour", "--data", data)).AssertExit(2);
        Assert.Empty(Directory.EnumerateFileSystemEntries(data));
    }

    [FactAsRoot]
    public async Task Where_there_is_no_data_folder_yet_whoever_makes_it_owns_it()
    {
        using var folder = new TestFolder();

        Assert.DoesNotContain("belongs to", (await KioskProcess.RunAsync("cache", "upkeep", "--data", folder["data"])).AssertExit(3).Errors, StringComparison.Ordinal);
    }

    /// <summary>What an import as root used to leave behind: the newest generation and CURRENT, owned by root.</summary>
    [FactAsRoot]
    public async Task A_newest_generation_that_belongs_to_root_is_no_quiet_step_back_and_the_next_import_mends_it()
    {
        using var terminal = await StickTerminal.CreateAsync(members: 40);
        (await terminal.ImportAsync()).AssertExit(0);
        await terminal.ChangeAsync(number: 1000);
        (await terminal.ImportAsync()).AssertExit(0);
        Run("chown", "-R", Other, terminal.Folder.Path);
        Run("chown", "root", Path.Combine(terminal.Folders.Cache, "CURRENT"), Path.Combine(terminal.Folders.Cache, "generation-00000002.cache"));

        var checks = await AsOtherAsync(terminal, "doctor");

        Assert.Contains($"{Path.Combine(terminal.Folders.Cache, "CURRENT")} cannot be read: permission denied. It belongs to root; give it back to the service's user: sudo chown -R {Other} {terminal.Folders.Cache}", checks.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await AsOtherAsync(terminal, "sync", "import", terminal.StickFolder)).ExitCode);
        Assert.Equal(("2", 41), terminal.Read());
    }

    private static async Task<Ended> AsOtherAsync(StickTerminal terminal, params string[] arguments)
    {
        await using var started = KioskProcess.Start(
            ["setpriv", $"--reuid={Other}", "--clear-groups"], new Dictionary<string, string> { ["HOME"] = terminal.Folder.Path }, [.. arguments, "--config", terminal.Folder["kiosk.json"]]);
        return await started.EndAsync();
    }

    private static void Run(string program, params string[] arguments) => ChildProcess.Run(program, arguments).With(0);
}
