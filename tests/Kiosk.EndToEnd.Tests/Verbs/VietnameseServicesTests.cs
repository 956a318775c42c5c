using System.Runtime.Versioning;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Wording;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>What <c>kiosk run</c> and <c>collector serve</c> print for somebody who reads Vietnamese, their log aside.</summary>
[SupportedOSPlatform("linux")]
public sealed class VietnameseServicesTests : IDisposable
{
    private static readonly Dictionary<string, string> Vietnamese = new(StringComparer.Ordinal) { ["LANG"] = "vi_VN.UTF-8" };

    private readonly Installation installation = new();

    public void Dispose() => installation.Dispose();

    [Theory]
    [InlineData("run --config {folder}/nothing.json")]
    [InlineData("run --config {folder}")]
    [InlineData("run --config {pipe}")]
    [InlineData("run --config /dev/zero")]
    [InlineData("run --config {kiosk} --data /proc/none")]
    [InlineData("run --config {kiosk} --data /dev/null")]
    [InlineData("run --config {kiosk} --data {deep}")]
    [InlineData("run --config {kiosk} --screen loud")]
    [InlineData("run --scren text")]
    public Task Whatever_keeps_the_service_from_starting_is_said_in_Vietnamese(string arguments) => AssertSpokenAsync(arguments, KioskAsync);

    [Theory]
    [InlineData("""{ "Kiosk": { """)]
    [InlineData("""{ "Kiosk": { "TerminalId": "hn" } }""")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Colour": "red" } }""")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Http": { "Port": "x" } } }""")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Reader": { "Kind": "nfc" } } }""")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Upload": { "Collector": "nowhere" } } }""")]
    [InlineData("""{ "Kiosk": { "TerminalId": "HN-01", "Identity": { "Keys": "card" } } }""")]
    public async Task So_is_a_wrong_setting(string settings)
    {
        await File.WriteAllTextAsync(installation.SettingsFile, settings);

        await AssertSpokenAsync("run --config {kiosk}", KioskAsync);
    }

    [Fact]
    public async Task So_is_a_second_service_on_the_same_folder()
    {
        await using var first = await installation.RunAsync();

        await AssertSpokenAsync("run --config {kiosk}", KioskAsync);
    }

    [Theory]
    [InlineData("serve --dev --data {folder}/c --listen nowhere")]
    [InlineData("serve --dev --data {folder}/c --listen 127.0.0.1:0 --page nowhere")]
    [InlineData("serve --dev --data {folder}/c --listen 192.0.2.1:9470")]
    [InlineData("serve --dev --data {folder}/c --listen 127.0.0.1:0 --page-certificate {folder}/nothing.pem")]
    [InlineData("serve --dev --data {folder}/c --listen 127.0.0.1:0 --page-certificate {kiosk}")]
    [InlineData("serve --dev --data {folder}/c --listen 127.0.0.1:0 --page-certificate {pipe}")]
    [InlineData("serve --dev --data {folder}/c --listen 127.0.0.1:0 --page-certificate /dev/zero")]
    [InlineData("serve --dev --data {folder}/c --listen 127.0.0.1:0 --terminals-ca {folder}/nothing.pem")]
    [InlineData("serve --dev --data {folder}/c --listen 127.0.0.1:0 --terminals-ca {kiosk}")]
    [InlineData("serve --dev --data {folder}/c --listen 127.0.0.1:0 --terminals-ca {pipe}")]
    [InlineData("serve --dev --data {folder}/c --listen 127.0.0.1:0 --feed {folder}/nothing")]
    [InlineData("serve --dev --data /proc/none --listen 127.0.0.1:0")]
    [InlineData("serve --dev --data {kiosk} --listen 127.0.0.1:0")]
    [InlineData("serve --data {folder}/c --listen 127.0.0.1:0")]
    [InlineData("serve --data {folder}/c --listen 127.0.0.1:0 --terminals-ca {kiosk} --database nonsense")]
    [InlineData("import {folder} --dev --data {folder}/c --terminals {pipe}")]
    public Task So_is_whatever_keeps_the_collector_from_starting(string arguments) => AssertSpokenAsync(arguments, words => CollectorProcess.RunAsync(Vietnamese, words));

    private async Task AssertSpokenAsync(string arguments, Func<string[], Task<Ended>> run)
    {
        var pipe = installation["pipe"];
        (await ChildProcess.RunAsync("mkfifo", pipe)).With(0);
        var filled = arguments.Replace("{folder}", installation["."], StringComparison.Ordinal).Replace("{kiosk}", installation.SettingsFile, StringComparison.Ordinal)
            .Replace("{pipe}", pipe, StringComparison.Ordinal).Replace("{deep}", installation[new string('x', 100)], StringComparison.Ordinal);

        var ended = (await run(filled.Split(' '))).AssertExit(2);

        Assert.Empty(LeftInEnglish.FaultsIn($"{ended.Output}\n{ended.Errors}"));
        Assert.NotEmpty(ended.Errors);
    }

    private static Task<Ended> KioskAsync(string[] words) => KioskProcess.RunAsync(Vietnamese, words);
}
