using Kiosk.Devices.Tests.Guest;

namespace Kiosk.Devices.Tests;

/// <summary>Whoever asks how the devices are must not change them.</summary>
public sealed class DoctorTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    [GuestFact]
    public async Task Asking_stops_no_tone()
    {
        await Terminal.StopAsync();
        await Terminal.ShellAsync("cd /sys/class/pwm/pwmchip0; [ -d pwm0 ] || echo 0 >export; echo 1000000 >pwm0/period; echo 250000 >pwm0/duty_cycle; echo 1 >pwm0/enable");

        var (output, code) = await Terminal.VerbAsync(Outfits.Box, "doctor --only buzzer");
        var after = await Terminal.ShellAsync("cd /sys/class/pwm/pwmchip0/pwm0; cat period duty_cycle enable; echo 0 >enable");

        Assert.Equal((0, "1000000\n250000\n1"), (code, after));
        Assert.Contains("The device is there.", output, StringComparison.Ordinal);
    }

    [GuestFact]
    public async Task Asking_takes_no_line_that_is_driven()
    {
        await Terminal.StopAsync();

        Assert.Equal("5 6", await LinesTakenByAsync("doctor"));
    }

    [GuestFact]
    public async Task A_line_that_somebody_else_holds_is_named_with_its_holder()
    {
        await Terminal.StopAsync();
        await Terminal.ShellAsync("mkdir -p /sys/kernel/config/gpio-sim/stranger/bank0/line0/hog; cd /sys/kernel/config/gpio-sim/stranger; echo 4 >bank0/num_lines; echo stranger >bank0/label; echo bell >bank0/line0/hog/name; echo output-low >bank0/line0/hog/direction; echo 1 >live");
        await Terminal.ShellAsync("""echo '{"Kiosk":{"TerminalId":"QM-01","Relay":{"Line":"stranger:0"}}}' >/run/stranger.json""");

        var (output, _) = await Terminal.Guest.Shell.TryAsync($"{TerminalInGuest.Program} doctor --only relay --config /run/stranger.json", Terminal.Timeout);
        await Terminal.ShellAsync("cd /sys/kernel/config/gpio-sim/stranger; echo 0 >live; rmdir bank0/line0/hog bank0/line0 bank0; cd ..; rmdir stranger");

        Assert.Contains("stranger:0 is held by \"bell\"", output, StringComparison.Ordinal);
    }

    private Task<string> LinesTakenByAsync(string verb) =>
        Terminal.ShellAsync($"python3 {TerminalInGuest.ScriptAt("watch-requests.py")} /dev/$(basename $(readlink -f /run/lines)) {TerminalInGuest.Program} {verb} --config {TerminalInGuest.SettingsOf(Outfits.Hall)}");
}
