using System.Globalization;
using System.Text.Json;
using Kiosk.Devices.Tests.Guest;
using Kiosk.Trials.Demo;
using Kiosk.Ui.Rendering;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Devices.Tests;

/// <summary>Small panel, PWM buzzer and battery-backed clock on an I2C bus whose registers can be read back.</summary>
public sealed class BoxTerminalTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    private const int GreenLine = 1, AmberLine = 2;

    [GuestFact]
    public async Task The_clock_is_set_by_the_program_and_read_by_the_kernels_own_driver()
    {
        await Terminal.StopAsync();

        var set = await Terminal.VerbAsync(Outfits.Box, "devices clock --json --set 2031-12-31T23:59:30Z");
        var byKernel = await Terminal.ShellAsync("echo ds3231 0x68 >/run/i2c/new_device; cat /run/i2c/*-0068/rtc/rtc*/since_epoch");
        var whileHeld = await Terminal.VerbAsync(Outfits.Box, "doctor --only rtc");
        await Terminal.ShellAsync("echo 0x68 >/run/i2c/delete_device");
        var again = await Terminal.VerbAsync(Outfits.Box, "devices clock --json");
        var now = await Terminal.VerbAsync(Outfits.Box, "devices clock --set now");

        // The stub's registers do not count on: what was set is what is read.
        var expected = new DateTimeOffset(2031, 12, 31, 23, 59, 30, TimeSpan.Zero);
        Assert.Equal(expected.ToUnixTimeSeconds(), long.Parse(byKernel, CultureInfo.InvariantCulture));
        Assert.Equal((0, 0, 0), (set.Code, again.Code, now.Code));
        Assert.Equal(expected, JsonDocument.Parse(again.Output).RootElement.GetProperty("instant").GetDateTimeOffset());
        Assert.Contains("0x68", whileHeld.Output, StringComparison.Ordinal);
    }

    [GuestFact]
    public async Task A_clock_that_stood_still_is_named_with_its_remedy()
    {
        await Terminal.StopAsync();
        await Terminal.ShellAsync("i2cset -y 0 0x68 0x0f 0x80");

        var read = await Terminal.VerbAsync(Outfits.Box, "devices clock --json");
        var doctor = await Terminal.VerbAsync(Outfits.Box, "doctor --only rtc");
        await Terminal.ShellAsync("i2cset -y 0 0x68 0x0f 0x00");

        Assert.Equal(1, read.Code);
        Assert.Contains("stopped", read.Output, StringComparison.Ordinal);
        Assert.Contains("CR2032", doctor.Output, StringComparison.Ordinal);
    }

    [GuestFact]
    public async Task The_small_panel_holds_the_picture_in_its_registers_page_by_page()
    {
        await Terminal.StopAsync();
        await Terminal.ShellAsync("for register in $(seq 64 95); do i2cset -y 0 0x3c $register 0xee; done");
        await RunAsync();

        await HoldsEndOfAsync(ExpectedPicture.IdleAboutNow().Select(idle => (Picture: Draw(idle), Over: new MonoPicture(new byte[MonoPicture.Stride * MonoPicture.Height]))));
        await Terminal.InsertAsync(DemoCard.Revoked);
        await HoldsEndOfAsync([(Draw(new Screen.Refused(PublicLine.NotVerified)), Draw(new Screen.Reading()))]);
        await Terminal.Guest.Reader.RemoveAsync();
    }

    [GuestFact]
    public async Task The_other_controller_gets_its_own_charge_pump_and_its_picture_two_columns_further_right()
    {
        await Terminal.StopAsync();
        await Terminal.ShellAsync("for register in $(seq 0 31) $(seq 64 95); do i2cset -y 0 0x3d $register 0xee; done");
        await Terminal.RunAsync(Outfits.OtherBox);

        // Of its set-up the stub keeps what no shorter command overwrote: the charge pump (AD 8B) is the ninth and tenth byte.
        var blank = new MonoPicture(new byte[MonoPicture.Stride * MonoPicture.Height]);
        var expected = ExpectedPicture.IdleAboutNow().Select(idle => EndOf(Draw(idle), blank)).Select(end => $"{end[..4]} 0x02 0x10 0xad 0x8b{end[4..]}").ToList();
        await Eventually.IsAsync(async () => expected.Contains(await RegistersAsync()), async () => $"the panel's registers hold\n{expected[0]}\nthey hold\n{await RegistersAsync()}\n{await Terminal.LogAsync()}", Terminal.Timeout);

        async Task<string> RegistersAsync() => (await Terminal.ShellAsync("for register in 0 1 2 8 9 $(seq 64 95); do i2cget -y 0 0x3d $register; done")).ReplaceLineEndings(" ");
    }

    [GuestFact]
    public async Task A_buzzer_on_PWM_sounds_at_its_pitch_and_volume_and_single_LEDs_wink_while_they_wait()
    {
        await RunAsync();
        await Terminal.ForgetLinesAsync();

        await Terminal.InsertAsync(DemoCard.GoodP256);
        await Eventually.IsAsync(async () => (await Terminal.LevelsAsync())[GreenLine] == '1', async () => $"the green LED is lit\n{await Terminal.LogAsync()}", Terminal.Timeout);
        await Terminal.Guest.Reader.RemoveAsync();
        await Eventually.IsAsync(async () => WinksOf(await Terminal.LinesAsync()).Count >= 3, async () => $"amber winks\n{await Terminal.LogAsync()}", Terminal.Timeout);

        var lines = await Terminal.LinesAsync();
        var winks = WinksOf(lines);
        Assert.Single(lines.PulsesOf(GreenLine));
        Assert.All(winks, wink => Assert.True(wink.LastsAtLeast(milliseconds: 100)));
        Assert.All(Stretch.Between(winks), rest => Assert.True(rest.LastsAtLeast(milliseconds: 1900)));
        Assert.True(winks.MinBy(wink => wink.Length).IsShorterThan(Stretch.Between(winks)[0]), "Amber is lit for as long as it rests.");

        // 1000 Hz, and half of the volume is a quarter of half duty.
        Assert.True(Assert.Single(lines.TonesOf(period: 1_000_000, duty: 125_000)).LastsAtLeast(milliseconds: 120));
        Assert.Equal("0", await Terminal.ShellAsync("cat /sys/class/pwm/pwmchip0/pwm0/enable"));

        static IReadOnlyList<Stretch> WinksOf(LineTrace lines) => [.. lines.PulsesOf(AmberLine).Where(pulse => lines.PulsesOf(GreenLine).Any(green => green.End <= pulse.Begin))];
    }

    // The stub's clock does not count on, and the service believes it at start.
    private async Task RunAsync()
    {
        await Terminal.VerbAsync(Outfits.Box, "devices clock --set now");
        await Terminal.RunAsync(Outfits.Box);
    }

    private static MonoPicture Draw(Screen screen)
    {
        using var renderer = new MonoRenderer(Language.Vietnamese);
        return renderer.Render(screen);
    }

    /// <summary>The last 32 bytes that are sent: the right quarter of the lowest page in which the pictures differ, after the command that chose the page.</summary>
    private static string EndOf(MonoPicture picture, MonoPicture over)
    {
        var last = Enumerable.Range(0, 8).Last(page => Enumerable.Range(0, MonoPicture.Width).Any(x => ColumnOf(picture, page, x) != ColumnOf(over, page, x)));
        return string.Join(' ', Enumerable.Range(96, 32).Select(x => $"0x{ColumnOf(picture, last, x):x2}").Prepend($"0x{0xB0 | last:x2}"));
    }

    private static int ColumnOf(MonoPicture picture, int page, int x) => Enumerable.Range(0, 8).Sum(y => picture.IsLit(x, (page * 8) + y) ? 1 << y : 0);

    private async Task HoldsEndOfAsync(IEnumerable<(MonoPicture Picture, MonoPicture Over)> pictures)
    {
        var expected = pictures.Select(pair => EndOf(pair.Picture, pair.Over)).ToHashSet(StringComparer.Ordinal);
        await Eventually.IsAsync(
            async () => expected.Contains(await DataRegistersAsync()),
            async () => $"the panel's registers hold the end of the picture; they hold\n{await DataRegistersAsync()} and not\n{string.Join('\n', expected)}\n{await Terminal.LogAsync()}",
            Terminal.Timeout);
    }

    private async Task<string> DataRegistersAsync() =>
        (await Terminal.ShellAsync("for register in 0 $(seq 64 95); do i2cget -y 0 0x3c $register; done")).ReplaceLineEndings(" ");
}
