using System.CommandLine;
using System.Text.Json;
using Kiosk.Durability;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Service.CommandLine;
using Kiosk.Trials.Demo;
using Kiosk.Words;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>With --json all output is JSON: characters unescaped, a failure as an object, and the same exit code as without.</summary>
public sealed class JsonTests : IDisposable
{
    private const string Nowhere = "/nowhere";

    private static readonly (int Code, string Arguments)[] Failing =
    [
        (2, "nonsense"),
        (2, ""),
        (2, "run"),
        (2, "demo --tour --data /proc/demo"),
        (3, $"status --data {Nowhere}"),
        (2, $"status --config {Nowhere}/kiosk.json"),
        (2, "status --unknown"),
        (2, "doctor --only coffee"),
        (2, $"devices clock --config {Nowhere}"),
        (2, $"devices touch --config {Nowhere}"),
        (2, $"devices unlock --config {Nowhere}"),
        (2, "mode congress"),
        (3, $"mode verify --data {Nowhere}"),
        (3, $"mode meeting m --data {Nowhere}"),
        (3, $"mode procedure --data {Nowhere}"),
        (3, $"meeting undo --reason mistaken --data {Nowhere}"),
        (3, $"meeting end --data {Nowhere}"),
        (2, $"meeting export m --output {Nowhere}/m.cms --config {Nowhere}"),
        (3, $"take-over 2 --data {Nowhere}"),
        (2, $"rehearse m --config {Nowhere}"),
        (3, $"clock accept --data {Nowhere}"),
        (3, $"show operator --data {Nowhere}"),
        (3, $"show device-check --data {Nowhere}"),
        (2, "cache build"),
        (2, "cache upkeep --data /dev/null"),
        (2, $"sync now --config {Nowhere}"),
        (2, $"sync import {Nowhere} --config {Nowhere}"),
        (2, $"sync export {Nowhere} --config {Nowhere}"),
        (2, $"card read --card {Nowhere}"),
        (2, $"card verify --card {Nowhere} --cache {Nowhere}"),
        (2, $"card present --card {Nowhere}"),
        (2, $"trust verify-path --anchor {Nowhere} {Nowhere}"),
        (2, $"log verify --data {Nowhere}"),
        (2, $"log export --data {Nowhere}"),
        (2, $"log prove 1 --data {Nowhere}"),
        (2, $"log check-proof {Nowhere}"),
        (2, $"enrol --token {Nowhere} --config {Nowhere}"),
        (2, $"receipt verify {Nowhere}"),
        (1, $"tuf-client init {Nowhere} --metadata-dir {Nowhere}"),
        (1, $"tuf-client refresh --metadata-dir {Nowhere}"),
        (1, $"tuf-client download --metadata-dir {Nowhere}"),
        (1, "tuf-client"),
        (2, "selftest --row 999"),
        (2, $"fuzz --replay {Nowhere}"),
        (2, $"fuzz --out {Nowhere}"),
        (2, "reasons --markdown"),
        (2, "completion bash"),
    ];

    private readonly Installation installation = new();

    public static TheoryData<int, string> Failures
    {
        get
        {
            var failures = new TheoryData<int, string>();
            foreach (var (code, arguments) in Failing)
            {
                failures.Add(code, arguments);
            }

            return failures;
        }
    }

    /// <summary>Verbs that read settings and print one document.</summary>
    public static TheoryData<string> VerbsWithSettings =>
        ["status", "devices clock", "devices touch", "devices unlock", "mode verify", "mode meeting m", "mode procedure", "clock accept", "meeting undo --reason mistaken", "meeting end", "meeting export m --output /nowhere/m.cms", "take-over 2", "rehearse m", "show operator", "cache upkeep", "sync now", "sync import /tmp", "sync export /tmp", "log verify", "log export", "log prove 1", "log check-proof /nowhere"];

    public void Dispose() => installation.Dispose();

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_is_one_object_on_standard_output(int code, string arguments) =>
        AssertFailed(await KioskProcess.RunAsync([.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--json"]), code);

    [Theory]
    [InlineData("--json nosuch")]
    [InlineData("nosuch sub --json")]
    [InlineData("--json=true nosuch")]
    [InlineData("nosuch --json=1")]
    [InlineData("nosuch --json:TRUE")]
    [InlineData("status --json=maybe")]
    [InlineData("status --data --json")]
    [InlineData("status --json --data")]
    public async Task Wherever_the_switch_stands_a_mistake_is_JSON(string arguments) => AssertFailed(await KioskProcess.RunAsync(arguments.Split(' ')), 2);

    [Fact]
    public async Task A_switch_that_is_off_asks_for_nothing() => (await KioskProcess.RunAsync("nosuch", "--json=false")).AssertRefused(2, "There is no verb \"nosuch\"");

    [Fact]
    public void No_verb_was_forgotten() =>
        Assert.All(VerbsBelow(KioskCommand.Root(Language.English), ""), verb => Assert.Contains(Failing, failure => $"{failure.Arguments} ".StartsWith($"{verb} ", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(VerbsWithSettings))]
    public async Task Settings_that_cannot_be_used_are_such_a_failure(string verb)
    {
        installation.Write(new { TerminalId = "hn" });

        AssertFailed(await KioskProcess.RunAsync([.. verb.Split(' '), "--json", "--config", installation.SettingsFile]), 2, $"{installation.SettingsFile}, line 1: Kiosk:TerminalId");
    }

    /// <summary>The documents of these verbs contain the failure besides their usual members.</summary>
    [Fact]
    public async Task What_another_process_holds_is_such_a_failure_beside_what_else_is_told()
    {
        using var sync = Hold(Path.Combine(installation.Folders.Sync, "LOCK"));

        var upkeep = await KioskProcess.RunAsync("cache", "upkeep", "--json", "--config", installation.SettingsFile);

        AssertFailed(upkeep, 3);
        Assert.Equal("postponed", upkeep.Json.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task An_answer_that_is_no_carries_its_sentence_and_the_exit_code()
    {
        var stick = Directory.CreateDirectory(installation["stick"]).FullName;

        var verdict = await KioskProcess.RunAsync("card", "verify", "--card", SharedWorld.Card(DemoCard.Revoked), "--cache", SharedWorld.Cache, "--json");
        var import = await KioskProcess.RunAsync("sync", "import", stick, "--json", "--config", installation.SettingsFile);

        var rehearsal = await KioskProcess.RunAsync("rehearse", "nowhere", "--json", "--config", installation.SettingsFile);
        var unlock = await KioskProcess.RunAsync("devices", "unlock", "--json", "--config", installation.SettingsFile);

        AssertFailed(verdict, 1);
        AssertFailed(rehearsal, 1, "1 check failed.");
        AssertFailed(unlock, 1, "The terminal's keys are not locked.");
        Assert.Equal("rejected", verdict.Json.GetProperty("verdict").GetString());
        AssertFailed(import, 3, "The stick is empty.");
        Assert.Equal("nofeed", import.Json.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Letters_are_letters()
    {
        var reasons = (await KioskProcess.RunAsync("reasons", "--json")).AssertExit(0);
        var disk = await KioskProcess.RunAsync("doctor", "--only", "disk", "--json", "--data", installation.Data);

        var rehearsal = await KioskProcess.RunAsync("rehearse", "nowhere", "--json", "--config", installation.SettingsFile);
        var unlock = await KioskProcess.RunAsync(new Dictionary<string, string> { ["LANG"] = "vi_VN.UTF-8" }, "devices", "unlock", "--json", "--config", installation.SettingsFile);

        Assert.Contains("Thẻ", reasons.Output, StringComparison.Ordinal);
        Assert.Contains("Còn trống", disk.Output, StringComparison.Ordinal);
        Assert.Contains("Khóa của máy không bị khóa.", unlock.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", reasons.Output + disk.Output + rehearsal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_service_answers_is_one_document_with_its_letters()
    {
        await using var service = await installation.RunAsync();

        var status = await KioskProcess.RunAsync("status", "--json", "--config", installation.SettingsFile);
        var shown = await KioskProcess.RunAsync("show", "device-check", "--json", "--config", installation.SettingsFile);

        Assert.Equal(JsonValueKind.Object, status.AssertExit(0).Json.ValueKind);
        Assert.Contains("Đầu đọc thẻ", shown.Output, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, shown.Json.ValueKind);
    }

    private static FileLock Hold(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return FileLock.TryTake(path)!;
    }

    private static void AssertFailed(Ended ended, int code, string part = "")
    {
        ended.AssertExit(code);
        Assert.Equal(code, ended.Json.GetProperty("exitCode").GetInt32());
        Assert.DoesNotContain("kiosk: ", ended.Errors, StringComparison.Ordinal);
        var error = ended.Json.GetProperty("error").GetString();
        Assert.False(string.IsNullOrWhiteSpace(error));
        Assert.Contains(part, error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> VerbsBelow(Command command, string name) =>
        command.Subcommands.Count == 0 ? [name] : command.Subcommands.SelectMany(verb => VerbsBelow(verb, $"{name} {verb.Name}".TrimStart()));
}
