using Kiosk.Service.Health;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Trials.Pki;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.Health;

/// <summary>The self-test of a running terminal, with its progress on the screen.</summary>
public sealed class DisplayedDeviceCheckTests
{
    private static readonly TimeSpan Step = DisplayedDeviceCheck.SignalTime / 2;

    private readonly IssuedCard member = TappedCards.Member(1);

    [Fact]
    public async Task Every_step_is_tried_each_signal_is_given_in_turn_and_nothing_is_recorded()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        using var seen = new SeenScreens(terminal.Presenter);

        var test = terminal.DeviceCheck.RunAsync(CancellationToken.None);
        await seen.UntilAsync(screen => IsTrying(screen, Mood.Welcome));
        await PassUntilAsync(hall, seen.UntilAsync(screen => IsTrying(screen, Mood.Attention)));
        await PassUntilAsync(hall, seen.UntilAsync(screen => IsTrying(screen, Mood.Stop)));
        await PassUntilAsync(hall, test);
        await seen.UntilAsync(screen => screen is Screen.DeviceCheck { Tried: Mood.Neutral } last && last.Steps.All(step => step.State is not CheckState.Running));

        var result = (await test)!;
        Assert.Equal((RunningTerminal.Id, true, DeviceCheckEnd.Complete, 9), (result.Terminal, result.Passed, result.Ended, result.Steps.Count));
        // This terminal has no display, lamp or buzzer, which is neither good nor bad.
        Assert.All(result.Steps.TakeLast(4), step => Assert.Equal(CheckState.Absent, step.State));
        Assert.Empty(hall.Records);
        Assert.False(File.Exists(Path.Combine(hall.Folders.Data, "device-check")));
    }

    [Fact]
    public async Task A_card_ends_it_and_is_served_as_ever()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        using var seen = new SeenScreens(terminal.Presenter);
        var test = terminal.DeviceCheck.RunAsync(CancellationToken.None);
        await seen.UntilAsync(screen => IsTrying(screen, Mood.Welcome));

        var outcome = await terminal.TapAsync(member.Image());
        var result = (await test)!;
        hall.Time.Advance(DisplayedDeviceCheck.SignalTime);

        Assert.Equal(ReasonCode.Admitted, outcome.Code);
        Assert.Equal((false, DeviceCheckEnd.CardArrived), (result.Passed, result.Ended));
        Assert.Equal(CheckState.Running, result.Steps[^1].State);
        using var after = new SeenScreens(terminal.Presenter);
        Assert.Equal(outcome.Screen, await after.NextAsync());
    }

    [Fact]
    public async Task Whoever_stops_it_leaves_no_signal_on()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        using var seen = new SeenScreens(terminal.Presenter);
        using var stop = new CancellationTokenSource();
        var test = terminal.DeviceCheck.RunAsync(stop.Token);
        await seen.UntilAsync(screen => IsTrying(screen, Mood.Welcome));

        await stop.CancelAsync();

        Assert.Equal(DeviceCheckEnd.Stopped, (await test)!.Ended);
        await seen.UntilAsync(screen => screen is Screen.DeviceCheck { Tried: Mood.Neutral } last && last.Steps[^1] is { State: CheckState.Doubtful } step && step.Detail == DeviceCheckPhrases.NotTried);
    }

    [Fact]
    public async Task There_is_one_at_a_time_and_the_next_one_may_begin_when_it_has_ended()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        var test = terminal.DeviceCheck.RunAsync(CancellationToken.None);

        Assert.Null(await terminal.DeviceCheck.RunAsync(CancellationToken.None));

        await PassUntilAsync(hall, test);
        var next = terminal.DeviceCheck.RunAsync(CancellationToken.None);
        await PassUntilAsync(hall, next);
        Assert.True((await next)!.Passed);
    }

    [Fact]
    public async Task A_terminal_without_its_data_fails_and_tries_the_rest()
    {
        await using var hall = new Hall(member);
        Directory.Delete(hall.Folders.Cache, recursive: true);
        var terminal = await hall.OpenAsync();

        var test = terminal.DeviceCheck.RunAsync(CancellationToken.None);
        await PassUntilAsync(hall, test);

        var result = (await test)!;
        Assert.Equal((false, DeviceCheckEnd.Complete), (result.Passed, result.Ended));
        Assert.Equal("Card data (terminal.cache)", Assert.Single(result.Steps, step => step.State is CheckState.Bad).NameEn);
    }

    [Fact]
    public async Task A_journal_that_is_broken_on_the_disk_is_found()
    {
        await using var hall = new Hall(member);
        var terminal = await hall.OpenAsync();
        await terminal.TapAsync(member.Image());
        var segment = Assert.Single(Directory.GetFiles(hall.Folders.Journal, "*.seg"));
        BreakAt(segment, new FileInfo(segment).Length / 2);

        var test = terminal.DeviceCheck.RunAsync(CancellationToken.None);
        await PassUntilAsync(hall, test);

        Assert.Equal("Journal (terminal.journal)", Assert.Single((await test)!.Steps, step => step.State is CheckState.Bad).NameEn);
    }

    private static bool IsTrying(Screen screen, Mood mood) => screen is Screen.DeviceCheck test && test.Tried == mood;

    // Advances in steps shorter than a signal's display time, pausing in between for the display.
    private static async Task PassUntilAsync(Hall hall, Task task)
    {
        while (!task.IsCompleted)
        {
            hall.Time.Advance(Step);
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private static void BreakAt(string path, long offset)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = offset;
        var former = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(former ^ 0xFF));
    }
}
