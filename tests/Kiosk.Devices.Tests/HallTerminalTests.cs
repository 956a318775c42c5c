using System.Globalization;
using System.Text.Json;
using Kiosk.Devices.Tests.Guest;
using Kiosk.Trials.Demo;
using Kiosk.Ui.Screens;
using Xunit.Sdk;

namespace Kiosk.Devices.Tests;

/// <summary>Panel, RGB lamp, buzzer, door and tamper switch on their real nodes, and a USB reader that is pulled out.</summary>
public sealed class HallTerminalTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    private const string White = "111", Green = "010", Red = "100";
    private const int BuzzerLine = 3, DoorLine = 4;

    [GuestFact]
    public async Task Between_taps_the_lamp_is_white_and_the_panel_shows_the_idle_screen_pixel_by_pixel()
    {
        await Terminal.RunAsync(Outfits.Hall);

        await Terminal.IsShownAsync(ExpectedPicture.IdleAboutNow);
        await LevelsBecomeAsync(White);
    }

    [GuestFact]
    public async Task A_good_card_turns_the_lamp_green_sounds_once_and_opens_the_door_after_its_receipt()
    {
        await Terminal.RunAsync(Outfits.Hall);
        await LevelsBecomeAsync(White);
        await Terminal.ForgetLinesAsync();

        await Terminal.InsertAsync(DemoCard.GoodP256);
        await Terminal.IsShownAsync(() => [new Screen.Verified(MayEnter: true)]);
        await Terminal.Guest.Reader.RemoveAsync();
        await Terminal.IsShownAsync(ExpectedPicture.IdleAboutNow);

        await Eventually.IsAsync(async () => (await Terminal.LinesAsync()).PulsesOf(DoorLine).Count > 0, async () => $"the door has opened and closed\n{await Terminal.LogAsync()}", Terminal.Timeout);
        var lines = await Terminal.LinesAsync();
        var admitted = (await Terminal.JournalAsync(Outfits.Hall)).Last(entry => entry.GetProperty("outcome").GetString() == "admitted");
        var door = Assert.Single(lines.PulsesOf(DoorLine));
        Assert.True(Assert.Single(lines.PulsesOf(BuzzerLine)).LastsAtLeast(milliseconds: 120));
        Assert.True(door.LastsAtLeast(milliseconds: 1500));
        Assert.True(InstantOf(admitted) <= door.Begin, "The door opened before its receipt.");
        Assert.True(InstantOf(admitted) <= Assert.Single(lines.FlashesOf(Green)).Begin, "Green came before its receipt.");
    }

    [GuestFact]
    public async Task A_revoked_card_flashes_red_in_pairs_sounds_twice_and_opens_nothing()
    {
        await Terminal.RunAsync(Outfits.Hall);
        await LevelsBecomeAsync(White);
        await Terminal.ForgetLinesAsync();

        await Terminal.InsertAsync(DemoCard.Revoked);
        await Terminal.IsShownAsync(() => [new Screen.Refused(PublicLine.NotVerified)]);
        await Eventually.IsAsync(async () => (await Terminal.LinesAsync()).FlashesOf(Red).Count > 4, async () => $"the lamp flashes red\n{await Terminal.LogAsync()}", Terminal.Timeout);
        var whileRefused = await Terminal.LinesAsync();
        await Terminal.Guest.Reader.RemoveAsync();
        await Terminal.IsShownAsync(ExpectedPicture.IdleAboutNow);

        var lines = await Terminal.LinesAsync();
        // The screen that follows cuts the last flash short; those before it are whole.
        AssertComeInPairs([.. whileRefused.FlashesOf(Red).Take(4)]);
        var tones = lines.PulsesOf(BuzzerLine);
        Assert.Equal(2, tones.Count);
        Assert.All(tones, tone => Assert.True(tone.LastsAtLeast(milliseconds: 250)));
        Assert.True(Assert.Single(Stretch.Between(tones)).LastsAtLeast(milliseconds: 80));
        Assert.DoesNotContain(lines.Colors, color => color.Levels == Green);
        Assert.Empty(lines.PulsesOf(DoorLine));
    }

    [GuestFact]
    public async Task A_service_that_is_killed_while_the_door_is_open_closes_it_and_leaves_lamp_and_buzzer_dark()
    {
        await Terminal.RunAsync(Outfits.Hall);
        await LevelsBecomeAsync(White);
        await Terminal.KillOnceHighAsync(DoorLine);

        await Terminal.InsertAsync(DemoCard.GoodP256);

        Assert.Equal("00000", (await Terminal.LevelsOnceKilledAsync())[..(DoorLine + 1)]);
        await Terminal.Guest.Reader.RemoveAsync();
    }

    [GuestFact]
    public async Task The_tamper_switch_is_journalled_once_for_each_change_and_not_for_a_bounce()
    {
        await Terminal.RunAsync(Outfits.Hall);

        await BounceAsync(line: 5);
        await PullAsync(line: 5, "up", "tamper.opened");
        await PullAsync(line: 5, "down", "tamper.closed");

        Assert.Equal(["tamper.opened", "tamper.closed"], await RecordsOfAsync("tamper."));
    }

    [GuestFact]
    public async Task The_doors_contact_is_journalled_once_for_each_change_and_not_for_a_bounce()
    {
        await Terminal.RunAsync(Outfits.Hall);

        await BounceAsync(line: 6);
        await PullAsync(line: 6, "up", "door.opened");
        await PullAsync(line: 6, "down", "door.closed");

        Assert.Equal(["door.opened", "door.closed"], await RecordsOfAsync("door."));
    }

    [GuestFact]
    public async Task A_finger_on_the_panel_arrives_at_the_pixel_it_touches()
    {
        await Terminal.StopAsync();
        await Terminal.ShellAsync("rm -f /run/touches");
        await Terminal.ShellAsync($"setsid {Environment.GetEnvironmentVariable("KIOSK_PROGRAM")} devices touch --json --count 1 --config {QemuGuest.Exchange}/hall.json >/run/touches 2>/run/touches.ready & true");
        await Eventually.IsAsync(async () => (await Terminal.ShellAsync("cat /run/touches.ready")).Contains("touch the panel", StringComparison.Ordinal), "the panel is opened", Terminal.Timeout);

        await Terminal.Guest.Monitor.TouchAsync(0.25, 0.75, Terminal.Timeout);
        await Eventually.IsAsync(async () => (await Terminal.ShellAsync("cat /run/touches")).Contains("Released", StringComparison.Ordinal), "the finger has left", Terminal.Timeout);

        var pressed = JsonDocument.Parse((await Terminal.ShellAsync("cat /run/touches")).Split('\n')[0]).RootElement;
        Assert.Equal("Pressed", pressed.GetProperty("phase").GetString());
        Assert.InRange(pressed.GetProperty("x").GetInt32(), 199, 201);
        Assert.InRange(pressed.GetProperty("y").GetInt32(), 359, 361);
    }

    [GuestFact]
    public async Task While_the_service_takes_the_touches_whoever_else_wants_them_is_told_so()
    {
        await Terminal.RunAsync(Outfits.Hall);
        await Eventually.IsAsync(async () => (await Terminal.LogAsync()).Contains("Touches are taken from", StringComparison.Ordinal), "the service takes touches", Terminal.Timeout);

        var (output, code) = await Terminal.VerbAsync(Outfits.Hall, "devices touch");

        Assert.Equal(3, code);
        Assert.Contains("another program takes the touches", output, StringComparison.Ordinal);
    }

    [GuestFact]
    public async Task A_reader_that_is_pulled_out_in_mid_session_turns_the_lamp_red_and_serves_again_when_it_is_back()
    {
        await Terminal.RunAsync(Outfits.Hall);
        await LevelsBecomeAsync(White);
        await Terminal.InsertAsync(DemoCard.GoodRsa);
        await Terminal.IsShownAsync(() => [new Screen.Verified(MayEnter: true)]);

        await Terminal.Guest.PullReaderOutAsync(Terminal.Timeout);
        await Terminal.Guest.Reader.DisconnectAsync();
        await LevelsBecomeAsync(Red);
        await Terminal.Guest.PlugReaderInAsync(Terminal.Timeout);
        await Terminal.Guest.Reader.ConnectAsync(Terminal.Timeout);
        await LevelsBecomeAsync(White);
        await Terminal.InsertAsync(DemoCard.GoodP256);
        await Terminal.IsShownAsync(() => [new Screen.Verified(MayEnter: true)]);
        await Terminal.Guest.Reader.RemoveAsync();
        await Terminal.IsShownAsync(ExpectedPicture.IdleAboutNow);
    }

    [GuestFact]
    public async Task The_harness_finds_out_a_lamp_that_does_not_light_and_a_picture_that_is_not_shown()
    {
        await Terminal.RunAsync(Outfits.Hall);
        await LevelsBecomeAsync(White);

        await Assert.ThrowsAsync<FailException>(() => LevelsBecomeAsync("......1", TimeSpan.FromSeconds(2)));
        var (width, height, pixels) = await Terminal.Guest.PhotographAsync(QemuGuest.Panel, Terminal.Timeout);
        Assert.NotEqual(0, ExpectedPicture.DifferencesFrom(new Screen.Verified(MayEnter: true), width, height, pixels));
    }

    private static double InstantOf(JsonElement entry) =>
        (DateTimeOffset.Parse(entry.GetProperty("instant").GetString()!, CultureInfo.InvariantCulture) - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>Two short flashes, then a rest. A busy machine may draw out any of them, hence nothing is held below a bound; but the shortest rest within the pairs is short.</summary>
    private static void AssertComeInPairs(IReadOnlyList<Stretch> flashes)
    {
        var rests = Stretch.Between(flashes);
        var (within, between) = (rests.Where((_, index) => index % 2 == 0).ToList(), rests.Where((_, index) => index % 2 == 1).ToList());
        Assert.All(flashes.Concat(within), stretch => Assert.True(stretch.LastsAtLeast(milliseconds: 150)));
        Assert.All(between, rest => Assert.True(rest.LastsAtLeast(milliseconds: 650)));
        Assert.True(within.MinBy(rest => rest.Length).IsShorterThan(between.MinBy(rest => rest.Length)), "Red flashed, and not in pairs.");
    }

    /// <summary>Within the time that the outfit has for a contact to come to rest.</summary>
    private async Task BounceAsync(int line) =>
        await Terminal.ShellAsync($"cd /run/lines/sim_gpio{line}; for i in 1 2 3 4 5; do echo pull-up >pull; echo pull-down >pull; done");

    private async Task PullAsync(int line, string direction, string expected)
    {
        await Terminal.ShellAsync($"echo pull-{direction} >/run/lines/sim_gpio{line}/pull");
        await Eventually.IsAsync(async () => (await RecordsOfAsync(expected)).Count > 0, async () => $"the journal has {expected}\n{await Terminal.LogAsync()}", Terminal.Timeout);
    }

    private async Task<IReadOnlyList<string>> RecordsOfAsync(string contact) =>
    [
        .. (await Terminal.JournalAsync(Outfits.Hall)).Select(entry => entry.GetProperty("context").GetString()!).Where(context => context.StartsWith(contact, StringComparison.Ordinal)),
    ];

    private Task LevelsBecomeAsync(string pattern) => LevelsBecomeAsync(pattern, TimeSpan.FromSeconds(40));

    private Task LevelsBecomeAsync(string pattern, TimeSpan timeout) => Eventually.IsAsync(
        async () => (await Terminal.LevelsAsync()).Zip(pattern).All(pair => pair.Second == '.' || pair.First == pair.Second),
        async () => $"the lines are {pattern}; they are {await Terminal.LevelsAsync()}. The service wrote:\n{await Terminal.LogAsync()}",
        timeout,
        Terminal.Timeout);
}
