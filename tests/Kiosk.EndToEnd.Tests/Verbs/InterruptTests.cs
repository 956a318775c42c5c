using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>Ctrl-C ends long-running verbs quickly, with a message.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(KioskProcess.Interrupt)]
    [InlineData(KioskProcess.Terminate)]
    public async Task A_self_test_says_that_it_was_stopped(int signal)
    {
        await using var started = KioskProcess.Start("selftest", "--json");
        await started.Output.UntilAsync("\"case\"");
        started.Signal(signal);

        var ended = (await started.EndAsync()).AssertExit(1);

        Assert.Equal("Stopped before it was done.", ended.JsonLines[^1].GetProperty("error").GetString());
        Assert.Equal(1, ended.JsonLines[^1].GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public async Task A_fuzzing_tells_what_it_found_until_then()
    {
        await using var started = KioskProcess.Start("fuzz", "--cards", "1000000000", "--out", folder.Path);
        await started.Errors.UntilAsync("side by side");
        started.Signal(KioskProcess.Interrupt);

        var ended = await started.EndAsync();

        Assert.Contains("; stopped before the end.", ended.AssertExit(0).Output, StringComparison.Ordinal);
        Assert.Contains("Nothing found until it was stopped.", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tour_says_that_it_was_stopped_and_leaves_nothing()
    {
        await using var started = KioskProcess.Start(new Dictionary<string, string> { ["TMPDIR"] = folder.Path }, "demo", "--tour");
        await started.Errors.UntilAsync("Preparing the authority");
        started.Signal(KioskProcess.Interrupt);

        var ended = (await started.EndAsync()).AssertExit(1);

        Assert.Contains("kiosk: Stopped before it was done.", ended.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(folder.Path, "kiosk-demo-*"));
    }
}
