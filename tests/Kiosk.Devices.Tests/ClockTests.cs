using System.Globalization;
using System.Text.Json;
using Kiosk.Devices.Tests.Guest;

namespace Kiosk.Devices.Tests;

/// <summary>Which clock a terminal without a network believes at its start, and what it gives back to the battery-backed one.</summary>
[Collection(nameof(TerminalInGuest))]
public sealed class ClockTests(TerminalInGuest terminal) : IAsyncLifetime
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(3);

    public async Task InitializeAsync()
    {
        if (new GuestFactAttribute().Skip is null)
        {
            await terminal.StopAsync();
        }
    }

    /// <summary>The next test finds a running clock and the right time.</summary>
    public async Task DisposeAsync()
    {
        if (new GuestFactAttribute().Skip is null)
        {
            await terminal.StopAsync();
            await terminal.ShellAsync($"i2cset -y 0 0x68 0x0f 0x00; python3 {TerminalInGuest.ScriptAt("network-time.py")} off");
            await terminal.SetGuestClockAsync(TimeProvider.System.GetUtcNow());
            await terminal.VerbAsync(Outfits.Box, "devices clock --set now");
        }
    }

    [GuestFact]
    public async Task A_machine_that_wakes_in_1970_without_a_network_takes_the_chips_time()
    {
        await terminal.VerbAsync(Outfits.Box, "devices clock --set now");
        await terminal.SetGuestClockAsync(DateTimeOffset.UnixEpoch.AddDays(1));

        await terminal.RunAsync(Outfits.Box);

        Assert.InRange(await GuestClockAsync(), TimeProvider.System.GetUtcNow() - Tolerance, TimeProvider.System.GetUtcNow() + Tolerance);
        Assert.Equal("Rtc", await TrustAsync());
    }

    [GuestFact]
    public async Task A_chip_whose_oscillator_stood_still_is_not_believed_and_the_log_says_what_to_do()
    {
        await terminal.ShellAsync("i2cset -y 0 0x68 0x0f 0x80");

        await terminal.RunAsync(Outfits.Box);

        Assert.Equal("FloorOnly", await TrustAsync());
        Assert.Contains("stood still; put a battery in", await terminal.LogAsync(), StringComparison.Ordinal);
    }

    [GuestFact]
    public async Task Network_time_is_given_to_the_chip_and_not_taken_from_it()
    {
        await terminal.VerbAsync(Outfits.Box, "devices clock --set 2001-02-03T04:05:06Z");
        await terminal.ShellAsync($"python3 {TerminalInGuest.ScriptAt("network-time.py")} on");

        await terminal.RunAsync(Outfits.Box);

        Assert.Equal("Attested", await TrustAsync());
        await Eventually.IsAsync(async () => await ChipAsync() > TimeProvider.System.GetUtcNow() - Tolerance, async () => $"the chip is set; it says {await ChipAsync()}", terminal.Timeout);
        Assert.InRange(await GuestClockAsync(), TimeProvider.System.GetUtcNow() - Tolerance, TimeProvider.System.GetUtcNow() + Tolerance);
    }

    [GuestFact]
    public async Task Network_time_that_comes_later_is_given_to_the_chip_within_a_minute_or_so()
    {
        await terminal.VerbAsync(Outfits.Box, "devices clock --set 2001-02-03T04:05:06Z");
        await terminal.RunAsync(Outfits.Box);
        var before = await ChipAsync();

        await terminal.ShellAsync($"python3 {TerminalInGuest.ScriptAt("network-time.py")} on");

        await Eventually.IsAsync(
            async () => await ChipAsync() > TimeProvider.System.GetUtcNow() - Tolerance, async () => $"the chip is set; it says {await ChipAsync()}", TimeSpan.FromSeconds(90), terminal.Timeout);
        Assert.Equal(2001, before.Year);
        Assert.Contains("says 2001-02-03 04:05:06Z, which is past already", await terminal.LogAsync(), StringComparison.Ordinal);
    }

    private async Task<string?> TrustAsync() => (await terminal.StatusAsync()).GetProperty("clockTrust").GetString();

    private async Task<DateTimeOffset> GuestClockAsync() => DateTimeOffset.FromUnixTimeSeconds(long.Parse(await terminal.ShellAsync("date +%s"), CultureInfo.InvariantCulture));

    private async Task<DateTimeOffset> ChipAsync() =>
        JsonDocument.Parse((await terminal.VerbAsync(Outfits.Box, "devices clock --json")).Output).RootElement.GetProperty("instant").GetDateTimeOffset();
}
