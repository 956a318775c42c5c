using System.Text.RegularExpressions;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>What a running service records about itself, and what it protects.</summary>
public sealed partial class OwnRecordsTests : IDisposable
{
    private readonly Installation installation = new();

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task Start_switch_confirmed_clock_and_stop_are_on_record_with_who_asked_and_the_version()
    {
        await using (var service = await installation.RunAsync())
        {
            (await KioskProcess.RunAsync("mode", "verify", "--data", installation.Data)).AssertExit(0);
            (await KioskProcess.RunAsync("clock", "accept", "--data", installation.Data)).AssertExit(0);
            service.Signal(KioskProcess.Terminate);
            (await service.EndAsync()).AssertExit(0);
        }

        var lines = (await KioskProcess.RunAsync("log", "export", "--json", "--data", installation.Data)).AssertExit(0).JsonLines.ToList();

        Assert.Equal(["service.started", "mode.switched", "clock.accepted", "service.stopped"], lines.Select(line => line.GetProperty("reason").GetString()));
        Assert.All(lines, line => Assert.Matches(" version=[0-9]+\\.", line.GetProperty("context").GetString()));
        Assert.Matches($" mode=verify by=uid:{OwnUid()} ", lines[1].GetProperty("context").GetString());
        (await KioskProcess.RunAsync("log", "verify", "--data", installation.Data)).AssertExit(0);
    }

    [Fact]
    public async Task A_running_service_may_write_no_core()
    {
        await using var service = await installation.RunAsync();

        Assert.Matches(CoreLimit(), await File.ReadAllTextAsync($"/proc/{service.Id}/limits"));
    }

    /// <summary>The /proc files of a non-dumpable process belong to root, whoever runs it (proc(5)), so no other process of its user can inspect it.</summary>
    [FactWithNamespaces]
    public async Task A_running_service_is_not_dumpable()
    {
        await RunAsync("chown", "-R", "65534:65534", installation["."]);
        await using var service = KioskProcess.Start(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"], new Dictionary<string, string>(), "run", "--config", installation.SettingsFile);
        await installation.ReadyAsync();

        Assert.Equal("65534", (await RunAsync("awk", "/^Uid:/ { print $2 }", $"/proc/{service.Id}/status")).Trim());
        Assert.Equal("0", (await RunAsync("stat", "-c", "%u", $"/proc/{service.Id}/maps")).Trim());
    }

    private static async Task<string> RunAsync(string program, params IReadOnlyList<string> arguments) => (await ChildProcess.RunAsync(program, arguments)).With(0).Output;

    private static string OwnUid() => File.ReadLines("/proc/self/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];

    [GeneratedRegex("Max core file size +0 +0", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex CoreLimit();
}
