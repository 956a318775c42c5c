using Kiosk.Devices.Tests.Guest;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests;

/// <summary>The same lines over System.Device.Gpio's own driver and libgpiod.</summary>
public sealed class LibgpiodTerminalTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    private const int BuzzerLine = 3;

    [GuestFact]
    public async Task A_good_card_turns_the_lamp_from_white_to_green_and_sounds_once()
    {
        await Terminal.RunAsync(Outfits.Libgpiod);
        await LevelsBecomeAsync("000");
        await Terminal.ForgetLinesAsync();

        await Terminal.InsertAsync(DemoCard.GoodP256);
        await LevelsBecomeAsync("101");
        await Terminal.Guest.Reader.RemoveAsync();
        await LevelsBecomeAsync("000");

        Assert.True(Assert.Single((await Terminal.LinesAsync()).PulsesOf(BuzzerLine)).LastsAtLeast(milliseconds: 120));
    }

    [GuestFact]
    public async Task The_tamper_switch_is_journalled_once_for_each_change_and_not_for_a_bounce()
    {
        await Terminal.RunAsync(Outfits.Libgpiod);

        await Terminal.ShellAsync("cd /run/lines/sim_gpio5; for i in 1 2 3 4 5; do echo pull-up >pull; echo pull-down >pull; done");
        await PullAsync("up", "tamper.opened");
        await PullAsync("down", "tamper.closed");

        Assert.Equal(["tamper.opened", "tamper.closed"], await RecordsOfAsync("tamper."));
    }

    private async Task PullAsync(string direction, string expected)
    {
        await Terminal.ShellAsync($"echo pull-{direction} >/run/lines/sim_gpio5/pull");
        await Eventually.IsAsync(async () => (await RecordsOfAsync(expected)).Count > 0, async () => $"the journal has {expected}\n{await Terminal.LogAsync()}", Terminal.Timeout);
    }

    private async Task<IReadOnlyList<string>> RecordsOfAsync(string contact) =>
    [
        .. (await Terminal.JournalAsync(Outfits.Libgpiod)).Select(entry => entry.GetProperty("context").GetString()!).Where(context => context.StartsWith(contact, StringComparison.Ordinal)),
    ];

    private Task LevelsBecomeAsync(string levels) => Eventually.IsAsync(
        async () => (await Terminal.LevelsAsync()).StartsWith(levels, StringComparison.Ordinal),
        async () => $"the lines are {levels}; they are {await Terminal.LevelsAsync()}. The service wrote:\n{await Terminal.LogAsync()}",
        TimeSpan.FromSeconds(40),
        Terminal.Timeout);
}
