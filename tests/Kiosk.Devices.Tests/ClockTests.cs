using System.Globalization;
using System.Text.Json;
using Kiosk.Devices.Tests.Guest;

namespace Kiosk.Devices.Tests;

/// <summary>Which clock a terminal without a network believes at its start, and what it gives back to the battery-backed one.</summary>
public sealed class ClockTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(3);

    protected override Task PrepareAsync() => Terminal.StopAsync();

    /// <summary>The next test finds a running clock and the right time.</summary>
    protected override async Task PutBackAsync()
    {
        await base.PutBackAsync();
        await Terminal.StopAsync();
        await Terminal.ShellAsync($"i2cset -y 0 0x68 0x0f 0x00; python3 {TerminalInGuest.ScriptAt("network-time.py")} off");
        await Terminal.SetGuestClockAsync(TimeProvider.System.GetUtcNow());
        await Terminal.VerbAsync(Outfits.Box, "devices clock --set now");
    }

    [GuestFact]
    public async Task A_machine_that_wakes_in_1970_without_a_network_takes_the_chips_time()
    {
        await Terminal.VerbAsync(Outfits.Box, "devices clock --set now");
        await Terminal.SetGuestClockAsync(DateTimeOffset.UnixEpoch.AddDays(1));

        await Terminal.RunAsync(Outfits.Box);

        Assert.InRange(await GuestClockAsync(), TimeProvider.System.GetUtcNow() - Tolerance, TimeProvider.System.GetUtcNow() + Tolerance);
        Assert.Equal("Rtc", await TrustAsync());
    }

    [GuestFact]
    public async Task A_chip_whose_oscillator_stood_still_is_not_believed_and_the_log_says_what_to_do()
    {
        await Terminal.ShellAsync("i2cset -y 0 0x68 0x0f 0x80");

        await Terminal.RunAsync(Outfits.Box);

        Assert.Equal("FloorOnly", await TrustAsync());
        Assert.Contains("stood still; put a battery in", await Terminal.LogAsync(), StringComparison.Ordinal);
    }

    [GuestFact]
    public async Task Network_time_is_given_to_the_chip_and_not_taken_from_it()
    {
        await Terminal.VerbAsync(Outfits.Box, "devices clock --set 2001-02-03T04:05:06Z");
        await Terminal.ShellAsync($"python3 {TerminalInGuest.ScriptAt("network-time.py")} on");

        await Terminal.RunAsync(Outfits.Box);

        Assert.Equal("Attested", await TrustAsync());
        await Eventually.IsAsync(async () => await ChipAsync() > TimeProvider.System.GetUtcNow() - Tolerance, async () => $"the chip is set; it says {await ChipAsync()}", Terminal.Timeout);
        Assert.InRange(await GuestClockAsync(), TimeProvider.System.GetUtcNow() - Tolerance, TimeProvider.System.GetUtcNow() + Tolerance);
    }

    [GuestFact]
    public async Task Network_time_that_comes_later_is_given_to_the_chip_within_a_minute_or_so()
    {
        await Terminal.VerbAsync(Outfits.Box, "devices clock --set 2001-02-03T04:05:06Z");
        await Terminal.RunAsync(Outfits.Box);
        var before = await ChipAsync();

        await Terminal.ShellAsync($"python3 {TerminalInGuest.ScriptAt("network-time.py")} on");

        await Eventually.IsAsync(
            async () => await ChipAsync() > TimeProvider.System.GetUtcNow() - Tolerance, async () => $"the chip is set; it says {await ChipAsync()}", TimeSpan.FromSeconds(90), Terminal.Timeout);
        Assert.Equal(2001, before.Year);
        Assert.Contains("says 2001-02-03 04:05:06Z, which is past already", await Terminal.LogAsync(), StringComparison.Ordinal);
    }

    private async Task<string?> TrustAsync() => (await Terminal.StatusAsync()).GetProperty("clockTrust").GetString();

    private async Task<DateTimeOffset> GuestClockAsync() => DateTimeOffset.FromUnixTimeSeconds(long.Parse(await Terminal.ShellAsync("date +%s"), CultureInfo.InvariantCulture));

    private async Task<DateTimeOffset> ChipAsync() =>
        JsonDocument.Parse((await Terminal.VerbAsync(Outfits.Box, "devices clock --json")).Output).RootElement.GetProperty("instant").GetDateTimeOffset();
}
