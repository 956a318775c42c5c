using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Field;

/// <summary>The service on a machine whose clock is wrong: the terminal's outage, never the card's fault (case 14-kiosk-environment).</summary>
public sealed class WrongClockTests : IAsyncDisposable, IDisposable
{
    private readonly TestFolder folder = new();
    private readonly Installation installation = new();
    private readonly Pn532Emulator reader = new(TimeProvider.System);
    private readonly ClockShim clock;

    public WrongClockTests()
    {
        clock = new(folder);
        installation.Write(new
        {
            Installation.TerminalId,
            Door = "2",
            DataFolder = installation.Data,
            Reader = new { Kind = "pn532", reader.Device },
            Http = new { installation.Port },
            Mode = new { Kind = "meeting", Meeting = DemoMeeting.Id },
        });
    }

    public static TheoryData<string, TimeSpan> Unusable => new()
    {
        { "clock.behind", DateTimeOffset.UnixEpoch - TimeProvider.System.GetUtcNow() },
        { "clock.untrusted", TimeSpan.FromDays(730) },
    };

    public async ValueTask DisposeAsync() => await reader.DisposeAsync();

    public void Dispose()
    {
        installation.Dispose();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_clock_that_cannot_be_used_is_shown_and_said_and_no_card_is_blamed(string code, TimeSpan shift)
    {
        var environment = clock.Shifted(shift);
        await using var service = KioskProcess.Start(environment, "run", "--screen", "text", "--config", installation.SettingsFile);
        var shown = await service.Output.UntilAsync(code);

        Assert.Equal(503, await installation.StatusOfAsync("/health/ready"));
        var status = (await KioskProcess.RunAsync(environment, "status", "--config", installation.SettingsFile)).AssertExit(1);
        Assert.StartsWith($"NOT READY  {code}: The terminal waits for its clock: it shows ", status.Output, StringComparison.Ordinal);
        var doctor = (await KioskProcess.RunAsync(environment, "doctor", "--only", "clock", "--config", installation.SettingsFile)).AssertExit(1);
        Assert.Contains("kiosk clock accept", doctor.Output, StringComparison.Ordinal);
        reader.Present(new VirtualCard(SharedWorld.World.Load(DemoCard.GoodP256), TimeProvider.System));
        await service.Output.UntilAsync("Máy đang chờ chỉnh đồng hồ nên chưa đọc thẻ", shown);
        reader.Remove();

        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
        Assert.DoesNotContain("Chưa xác nhận được thẻ", service.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nine_minutes_slow_it_admits_as_ever()
    {
        await using var service = KioskProcess.Start(clock.Shifted(TimeSpan.FromMinutes(-9)), "run", "--screen", "text", "--config", installation.SettingsFile);
        await installation.ReadyAsync();

        reader.Present(new VirtualCard(SharedWorld.World.Load(DemoCard.GoodP256), TimeProvider.System));

        await service.Output.UntilAsync("Chào mừng đồng chí");
    }
}
