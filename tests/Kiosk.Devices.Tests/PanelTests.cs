using Kiosk.Devices.Tests.Guest;
using Kiosk.Trials.Demo;
using Kiosk.Ui.Rendering;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Devices.Tests;

/// <summary>A panel that is pulled out, one that is mounted sideways, one that is dark between taps.</summary>
public sealed class PanelTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    private const string Connector = "/sys/class/drm/card0-Virtual-1";
    private const int BuzzerLine = 3;

    private static readonly ScreenView OnItsSide = new(800, 480, Turn: PanelTurn.ThreeQuarters);

    [GuestFact]
    public async Task Without_its_panel_the_terminal_answers_by_lamp_and_sound_and_a_panel_that_is_back_shows_what_is_so_now()
    {
        await Terminal.RunAsync(Outfits.Hall);
        await Terminal.IsShownAsync(ExpectedPicture.IdleAboutNow);
        await Terminal.ForgetLinesAsync();

        await Terminal.ShellAsync($"echo off >{Connector}/status");
        await PanelIsLetGoAsync();
        await Terminal.InsertAsync(DemoCard.Revoked);
        await Eventually.IsAsync(async () => (await Terminal.LinesAsync()).PulsesOf(BuzzerLine).Count == 2, async () => $"the buzzer sounds twice\n{await Terminal.LogAsync()}", Terminal.Timeout);
        await Eventually.IsAsync(async () => (await Terminal.LogAsync()).Contains("The display shows nothing", StringComparison.Ordinal), "the log names the display", Terminal.Timeout);
        await Terminal.Guest.Reader.RemoveAsync();
        await Eventually.IsAsync(async () => (await Terminal.LevelsAsync()).StartsWith("111", StringComparison.Ordinal), "the lamp is white again", Terminal.Timeout);
        var lines = await Terminal.LinesAsync();
        Assert.Equal(2, lines.PulsesOf(BuzzerLine).Count);
        Assert.Contains(lines.Colors, color => color.Levels == "100");

        // No card comes and the minute need not pass: the panel's return is enough.
        await Terminal.ShellAsync($"echo detect >{Connector}/status");
        await Eventually.IsAsync(
            async () => (await Terminal.LogAsync()).Contains("The display shows pictures again", StringComparison.Ordinal),
            async () => $"the panel shows pictures again\n{await Terminal.LogAsync()}",
            TimeSpan.FromSeconds(20),
            Terminal.Timeout);
        await Terminal.IsShownAsync(ExpectedPicture.IdleAboutNow);
    }

    [GuestFact]
    public async Task A_panel_that_nobody_taps_at_while_it_is_away_shows_the_picture_again_by_itself()
    {
        await Terminal.RunAsync(Outfits.Hall);
        await Terminal.IsShownAsync(ExpectedPicture.IdleAboutNow);

        await Terminal.ShellAsync($"echo off >{Connector}/status");
        await PanelIsLetGoAsync();
        await Terminal.ShellAsync($"echo detect >{Connector}/status");

        await Terminal.IsShownAsync(ExpectedPicture.IdleAboutNow);
    }

    [GuestFact]
    public async Task At_night_a_panel_without_a_lamp_of_its_own_is_off_stays_off_and_wakes_for_a_card_upright()
    {
        await Terminal.StopAsync();
        await Terminal.ShellAsync("echo 0x30 >/run/i2c/delete_device");
        try
        {
            await Terminal.RunAsync(Outfits.Dark);
            await AttributeBecomesAsync("dpms", "Off");
            await Terminal.ShellAsync("date -s \"$(date -d '+1 minute')\"");
            await PictureIsDrawnAnewAsync();
            Assert.Equal("Off", await Terminal.ShellAsync($"cat {Connector}/dpms"));

            await Terminal.InsertAsync(DemoCard.GoodP256);
            var photograph = await Terminal.IsShownAsync(OnItsSide, () => [new Screen.Verified()]);
            Assert.Equal("On", await Terminal.ShellAsync($"cat {Connector}/dpms"));
            AssertStandsUpright(new Screen.Verified(), photograph);

            await Terminal.Guest.Reader.RemoveAsync();
            await AttributeBecomesAsync("dpms", "Off");
        }
        finally
        {
            await Terminal.StopAsync();
            await Terminal.ShellAsync("echo arc2c0608 0x30 >/run/i2c/new_device");
            await Terminal.SetGuestClockAsync(TimeProvider.System.GetUtcNow());
        }
    }

    // The resting screen follows the clock twice a second; so many turns of it have gone by when the service has answered as often.
    private async Task PictureIsDrawnAnewAsync()
    {
        for (var turn = 0; turn < 4; turn++)
        {
            await Terminal.StatusAsync();
        }
    }

    private static void AssertStandsUpright(Screen screen, byte[] photograph)
    {
        using var renderer = new ScreenRenderer(new ScreenView(480, 800));
        var upright = renderer.Render(screen);
        Assert.InRange(ExpectedPicture.DistanceFromUpright(upright, photograph, isClockwise: false), 0, 4);
        Assert.True(ExpectedPicture.DistanceFromUpright(upright, photograph, isClockwise: true) > 8, "Turned the other way it looks the same.");
    }

    /// <summary>The service has noticed that the panel is gone, and closed its card.</summary>
    private Task PanelIsLetGoAsync() => Eventually.IsAsync(
        async () => (await Terminal.Guest.Shell.TryAsync("ls -l /proc/$(cat /run/kiosk.pid)/fd | grep -q dri/card", Terminal.Timeout)).Code != 0,
        async () => $"the card is closed\n{await Terminal.LogAsync()}",
        Terminal.Timeout);

    private Task AttributeBecomesAsync(string attribute, string expected) => Eventually.IsAsync(
        async () => await Terminal.ShellAsync($"cat {Connector}/{attribute}") == expected,
        async () => $"{attribute} is {expected}; it is {await Terminal.ShellAsync($"cat {Connector}/{attribute}")}\n{await Terminal.LogAsync()}",
        Terminal.Timeout);
}
