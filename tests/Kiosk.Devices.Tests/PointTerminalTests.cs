using System.Text.Json;
using Kiosk.Devices.Tests.Guest;
using Kiosk.Trials.Demo;
using Kiosk.Ui.Screens;

namespace Kiosk.Devices.Tests;

/// <summary>A door without staff: contact, siren and the switch in the case on their real nodes.</summary>
[Collection(nameof(TerminalInGuest))]
public sealed class PointTerminalTests(TerminalInGuest terminal)
{
    private const int BuzzerLine = 3, ContactLine = 6, TamperLine = 5;

    [GuestFact]
    public async Task A_door_that_is_forced_sounds_until_it_is_closed_and_both_are_on_record()
    {
        await terminal.RunAsync(Outfits.Point);
        await terminal.ForgetLinesAsync();

        await PullAsync(ContactLine, "up");
        await RecordedAsync(Outfits.Point, "alarm.forced-open");
        await terminal.IsShownAsync(() => [new Screen.Alarm(AlarmSubject.ForcedOpen)]);
        await Eventually.IsAsync(async () => (await terminal.LinesAsync()).PulsesOf(BuzzerLine).Count > 1, async () => $"the siren sounds\n{await terminal.LogAsync()}", terminal.Timeout);
        await PullAsync(ContactLine, "down");

        await RecordedAsync(Outfits.Point, "alarm.ended");
        await terminal.IsShownAsync(ExpectedPicture.IdleAboutNow);
    }

    [GuestFact]
    public async Task A_door_that_is_held_open_after_a_passage_is_an_alarm_that_an_operators_card_ends()
    {
        await terminal.RunAsync(Outfits.Point);

        await terminal.InsertAsync(DemoCard.GoodP256);
        await terminal.RecordsAsync(Outfits.Point, entry => entry.GetProperty("outcome").GetString() == "admitted", "the passage");
        await PullAsync(ContactLine, "up");
        await RecordedAsync(Outfits.Point, "alarm.held-open");
        await terminal.InsertAsync(DemoCard.Staff);

        await RecordedAsync(Outfits.Point, "alarm.acknowledged");
        await PullAsync(ContactLine, "down");
        await terminal.Guest.Reader.RemoveAsync();
    }

    [GuestFact]
    public async Task An_opened_case_locks_the_keys_over_a_start_until_a_technician_unlocks_them()
    {
        await terminal.RunAsync(Outfits.LockedPoint);

        await PullAsync(TamperLine, "up");
        await RecordedAsync(Outfits.LockedPoint, "alarm.tampered");
        await Eventually.IsAsync(async () => (await terminal.Guest.Shell.TryAsync("kill -0 $(cat /run/kiosk.pid)", terminal.Timeout)).Code != 0, async () => $"the service lets go of the keys\n{await terminal.LogAsync()}", terminal.Timeout);
        await PullAsync(TamperLine, "down");
        await terminal.StopAsync();

        Assert.Contains("terminal.locked", (await terminal.VerbAsync(Outfits.LockedPoint, "doctor --json")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await terminal.VerbAsync(Outfits.LockedPoint, "devices unlock")).Code);
        await terminal.ShellAsync($"setsid {TerminalInGuest.Program} run --screen none --config {TerminalInGuest.SettingsOf(Outfits.LockedPoint)} >/run/kiosk.log 2>&1 & echo $! >/run/kiosk.pid");
        await RecordedAsync(Outfits.LockedPoint, "keys.unlocked");
        await terminal.ShellAsync("kill $(cat /run/kiosk.pid)");
    }

    private async Task PullAsync(int line, string direction) => await terminal.ShellAsync($"echo pull-{direction} >/run/lines/sim_gpio{line}/pull");

    private Task RecordedAsync(string outfit, string name) => terminal.RecordsAsync(outfit, entry => ContextOf(entry).StartsWith(name, StringComparison.Ordinal), name);

    private static string ContextOf(JsonElement entry) => entry.GetProperty("context").GetString()!;
}
