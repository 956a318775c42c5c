using System.Runtime.Versioning;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Wording;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>What the verbs print for somebody who reads Vietnamese: no sentence in English, whatever went wrong.</summary>
[SupportedOSPlatform("linux")]
public sealed class VietnameseOutputTests : IDisposable
{
    private readonly Installation installation = new();

    public void Dispose() => installation.Dispose();

    [Theory]
    [InlineData(0, "selftest --row 15")]
    [InlineData(2, "selftest --row 99")]
    [InlineData(0, "fuzz --cards 20 --crls 5 --seed 7 --out {folder}")]
    [InlineData(2, "fuzz --replay {folder}/kiosk.json")]
    [InlineData(1, "tuf-client --metadata-dir {folder}/tuf init {folder}/kiosk.json")]
    [InlineData(1, "tuf-client --metadata-dir {folder}/tuf --metadata-url http://127.0.0.1:9/ refresh")]
    [InlineData(1, "tuf-client --metadata-dir {folder}/tuf --metadata-url http://127.0.0.1:9/ download")]
    [InlineData(3, "status --data {data}")]
    [InlineData(0, "log verify --data {data}")]
    [InlineData(2, "log verify --data {folder}/nothing")]
    [InlineData(2, "log prove 42 --data {data}")]
    [InlineData(2, "log export --csv --data {folder}/nothing")]
    [InlineData(2, "log check-proof {folder}/kiosk.json --data {data}")]
    [InlineData(2, "receipt verify {folder}/kiosk.json")]
    [InlineData(2, "card verify --card {folder}/kiosk.json --cache {data}/cache")]
    [InlineData(2, "card verify --card {folder}/nothing --cache {data}/cache")]
    [InlineData(2, "card verify --evidence {folder}/kiosk.json --cache {data}/cache")]
    [InlineData(2, "card present --card {folder}/kiosk.json")]
    [InlineData(2, "trust verify-path {folder}/kiosk.json --anchor {folder}/kiosk.json")]
    [InlineData(3, "cache upkeep --data {folder}/nothing/deeper")]
    [InlineData(0, "sync export {stick} --config {folder}/kiosk.json")]
    [InlineData(2, "sync export {folder}/nothing --config {folder}/kiosk.json")]
    [InlineData(2, "sync import {folder}/nothing --config {folder}/kiosk.json")]
    [InlineData(3, "sync import {stick} --config {folder}/kiosk.json")]
    public Task No_sentence_is_left_in_English(int code, string arguments) => AssertSpokenAsync(code, arguments);

    [Fact]
    public async Task Nor_is_a_verdict()
    {
        Assert.StartsWith("tin cậy  ok  mức bảo đảm khóa xác thực của thẻ", await JudgeAsync(DemoCard.GoodP256, 0), StringComparison.Ordinal);
        Assert.StartsWith("bị từ chối  revocation.revoked  mức bảo đảm chưa có", await JudgeAsync(DemoCard.Revoked, 1), StringComparison.Ordinal);
    }

    private static async Task<string> JudgeAsync(DemoCard card, int code) => (await KioskProcess.RunAsync(
        new Dictionary<string, string>(StringComparer.Ordinal) { ["LANG"] = "vi_VN.UTF-8" }, "card", "verify", "--card", SharedWorld.Card(card), "--cache", SharedWorld.Cache)).AssertExit(code).Output;

    [Theory]
    [InlineData("journal/00000001.seg", 1, "log verify --data {data}")]
    [InlineData("cache/CURRENT", 1, "doctor --only cache --config {folder}/kiosk.json")]
    public async Task Nor_where_a_file_is_damaged(string file, int code, string arguments)
    {
        await File.WriteAllTextAsync(Path.Combine(installation.Data, file), "damaged");

        await AssertSpokenAsync(code, arguments);
    }

    [Theory]
    [InlineData("journal/00000001.seg", 2, "log verify --data {data}")]
    [InlineData("cache/CURRENT", 1, "doctor --only cache --config {folder}/kiosk.json")]
    public async Task Nor_where_a_pipe_stands_in_a_files_place(string file, int code, string arguments)
    {
        var path = Path.Combine(installation.Data, file);
        File.Delete(path);
        (await ChildProcess.RunAsync("mkfifo", path)).With(0);

        await AssertSpokenAsync(code, arguments);
    }

    [Fact]
    public async Task Nor_where_a_stick_holds_what_the_journal_does_not()
    {
        var copy = Path.Combine(Stick, $"journal-{Installation.TerminalId}");
        Directory.CreateDirectory(copy);
        await File.WriteAllTextAsync(Path.Combine(copy, "00000001.seg"), "damaged");

        await AssertSpokenAsync(1, "sync export {stick} --config {folder}/kiosk.json");
    }

    private string Stick => Directory.CreateDirectory(installation["stick"]).FullName;

    private async Task AssertSpokenAsync(int code, string arguments)
    {
        var filled = arguments.Replace("{folder}", installation["."], StringComparison.Ordinal).Replace("{data}", installation.Data, StringComparison.Ordinal).Replace("{stick}", Stick, StringComparison.Ordinal);

        var ended = (await KioskProcess.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["LANG"] = "vi_VN.UTF-8" }, filled.Split(' '))).AssertExit(code);

        Assert.Empty(LeftInEnglish.FaultsIn($"{ended.Output}\n{ended.Errors}"));
        Assert.NotEmpty($"{ended.Output}{ended.Errors}");
        // What is said of an exception that has no Vietnamese sentence of its own.
        Assert.DoesNotContain("hệ thống từ chối", $"{ended.Output}{ended.Errors}", StringComparison.Ordinal);
    }
}
