using Kiosk.EndToEnd.Tests.Running;

namespace Kiosk.EndToEnd.Tests.Verbs;

public sealed class ShowTests : IDisposable
{
    private readonly Installation installation = new();

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task A_running_terminal_tries_itself_out_and_says_how_each_step_went()
    {
        await using var service = await installation.RunAsync();

        var result = (await KioskProcess.RunAsync("show", "device-check", "--json", "--data", installation.Data)).AssertExit(0).Json;

        Assert.True(result.GetProperty("passed").GetBoolean());
        Assert.Equal("Complete", result.GetProperty("ended").GetString());
        Assert.Equal(9, result.GetProperty("steps").GetArrayLength());
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }

    [Fact]
    public async Task A_terminal_that_lacks_something_fails_with_the_step_named()
    {
        await using var service = await installation.RunAsync();
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(installation.Folders.Journal, "*.seg")), "no journal");

        var failed = (await KioskProcess.RunAsync("show", "device-check", "--data", installation.Data)).AssertExit(1);

        Assert.Contains(failed.OutputLines, line => line.StartsWith("BAD       Journal (terminal.journal):", StringComparison.Ordinal));
        Assert.Equal($"Terminal {Installation.TerminalId} failed its device check; see: kiosk doctor", failed.OutputLines[^1]);
    }

    [Fact]
    public async Task Where_no_service_runs_nothing_can_be_shown() =>
        (await KioskProcess.RunAsync("show", "device-check", "--data", installation.Data)).AssertRefused(3, "No service answers on");
}
