using System.Text.Json;
using Kiosk.Devices.Tests.Guest;
using Kiosk.Trials.Demo;
using Kiosk.Ui.Screens;

namespace Kiosk.Devices.Tests;

/// <summary>A door without staff: contact, siren and the switch in the case on their real nodes.</summary>
public sealed class PointTerminalTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    private const int BuzzerLine = 3, RelayLine = 4, ContactLine = 6, TamperLine = 5;

    [GuestFact]
    public async Task A_door_that_is_forced_sounds_until_it_is_closed_and_both_are_on_record()
    {
        await Terminal.RunAsync(Outfits.Point);
        await Terminal.ForgetLinesAsync();

        await PullAsync(ContactLine, "up");
        await RecordedAsync(Outfits.Point, "alarm.forced-open");
        await Terminal.IsShownAsync(() => [new Screen.Alarm(AlarmSubject.ForcedOpen)]);
        await Eventually.IsAsync(async () => (await Terminal.LinesAsync()).PulsesOf(BuzzerLine).Count > 1, async () => $"the siren sounds\n{await Terminal.LogAsync()}", Terminal.Timeout);
        await PullAsync(ContactLine, "down");

        await RecordedAsync(Outfits.Point, "alarm.ended");
        await Terminal.IsShownAsync(ExpectedPicture.IdleAboutNow);
    }

    [GuestFact]
    public async Task A_door_that_is_held_open_after_a_passage_is_an_alarm_that_an_operators_card_ends()
    {
        await Terminal.RunAsync(Outfits.Point);

        await OpenOnceUnlockedAsync();
        await Terminal.InsertAsync(DemoCard.GoodP256);
        await RecordedAsync(Outfits.Point, "alarm.held-open");
        await Terminal.InsertAsync(DemoCard.Staff);

        await RecordedAsync(Outfits.Point, "alarm.acknowledged");
        await PullAsync(ContactLine, "down");
        await Terminal.Guest.Reader.RemoveAsync();
    }

    [GuestFact]
    public async Task An_opened_case_locks_the_keys_over_a_start_until_a_technician_unlocks_them()
    {
        await Terminal.RunAsync(Outfits.LockedPoint);

        await PullAsync(TamperLine, "up");
        await IsLockedAsync();
        await PullAsync(TamperLine, "down");
        await Terminal.StopAsync();
        await Terminal.StartAsync(Outfits.LockedPoint);
        await IsLockedAsync();
        await Terminal.StopAsync();

        Assert.Contains("terminal.locked", (await Terminal.VerbAsync(Outfits.LockedPoint, "doctor --json")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Terminal.VerbAsync(Outfits.LockedPoint, "devices unlock")).Code);
        await Terminal.RunAsync(Outfits.LockedPoint);
        await RecordedAsync(Outfits.LockedPoint, "alarm.tampered");
        await RecordedAsync(Outfits.LockedPoint, "keys.unlocked");
    }

    /// <summary>The service has let go of the keys, and what is left of it says why.</summary>
    private Task IsLockedAsync() => Eventually.IsAsync(
        async () => (await Terminal.VerbAsync(Outfits.LockedPoint, "status --json")).Output is var said && said.Contains("terminal.locked", StringComparison.Ordinal) && said.Contains("\"reader\":\"Stopped\"", StringComparison.Ordinal),
        async () => $"the keys are locked; the service says {(await Terminal.VerbAsync(Outfits.LockedPoint, "status --json")).Output}\n{await Terminal.LogAsync()}",
        Terminal.Timeout);

    private async Task PullAsync(int line, string direction) => await Terminal.ShellAsync($"echo pull-{direction} >/run/lines/sim_gpio{line}/pull");

    /// <summary>In the guest, by its own clock: seen from here, a busy machine has let the time for a passage go by.</summary>
    private Task<string> OpenOnceUnlockedAsync() => Terminal.ShellAsync(
        $"(for i in $(seq 400000); do read level </run/lines/sim_gpio{RelayLine}/value; [ $level = 0 ] || break; done; echo pull-up >/run/lines/sim_gpio{ContactLine}/pull) >/dev/null 2>&1 &");

    private Task RecordedAsync(string outfit, string name) => Terminal.RecordsAsync(outfit, entry => ContextOf(entry).StartsWith(name, StringComparison.Ordinal), name);

    private static string ContextOf(JsonElement entry) => entry.GetProperty("context").GetString()!;
}
