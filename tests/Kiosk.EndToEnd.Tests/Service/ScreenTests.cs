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

    [Fact]
    public async Task Where_nobody_looks_it_shows_nothing()
    {
        await using var service = await installation.RunAsync();

        service.Signal(KioskProcess.Terminate);

        Assert.Empty((await service.EndAsync()).AssertExit(0).Output);
    }
}
