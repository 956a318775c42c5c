using Kiosk.EndToEnd.Tests.Running;

namespace Kiosk.EndToEnd.Tests.Service;

public sealed class ScreenTests : IDisposable
{
    private readonly Installation installation = new();

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task The_service_shows_its_screen_on_a_terminal_when_asked_to()
    {
        await using var service = KioskProcess.Start("run", "--screen", "text", "--config", installation.SettingsFile);

        await service.Output.UntilAsync("Mời đồng chí đặt thẻ đảng viên lên đầu đọc.");
        (await KioskProcess.RunAsync("mode", "verify", "--data", installation.Data)).AssertExit(0);
        await service.Output.UntilAsync("Xác thực thẻ đảng viên");

        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }

    /// <summary>In a pipe, no escape sequences at all, whatever TERM supports; on a terminal with NO_COLOR, no colours. (The runtime itself sets a terminal's keypad mode.)</summary>
    [Theory]
    [InlineData("", false, "\u001b")]
    [InlineData("1", true, "\u001b\\[[0-9;]*m")]
    public async Task No_escape_sequence_gets_where_none_is_wanted(string noColor, bool onTerminal, string unwanted)
    {
        // script(1) gives the program a terminal to write to.
        string[] launcher = onTerminal ? ["sh", "-c", "exec script -qfec \"$*\" /dev/null", "sh"] : [];
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["NO_COLOR"] = noColor, ["TERM"] = "xterm-256color" };
        await using var service = KioskProcess.Start(launcher, environment, "run", "--screen", "text", "--config", installation.SettingsFile);

        await service.Output.UntilAsync("Mời đồng chí đặt thẻ đảng viên lên đầu đọc.");
        (await KioskProcess.RunAsync("mode", "verify", "--data", installation.Data)).AssertExit(0);
        await service.Output.UntilAsync("Xác thực thẻ đảng viên");

        Assert.DoesNotMatch(unwanted, service.Output.ToString() + service.Errors);
    }

    [Fact]
    public async Task Where_nobody_looks_it_shows_nothing()
    {
        await using var service = await installation.RunAsync();

        service.Signal(KioskProcess.Terminate);

        Assert.Empty((await service.EndAsync()).AssertExit(0).Output);
    }
}
