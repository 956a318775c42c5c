using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Indicators;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Hardware.Tests.Indicators;

public sealed class StatusLampTests
{
    private readonly ManualTimeProvider time = new();
    private readonly List<DeviceException> failures = [];
    private readonly LineRecorder red = new();
    private readonly LineRecorder green = new();
    private readonly LineRecorder blue = new();
    private readonly LineRecorder amber = new();

    [Theory]
    [InlineData(LedColor.White, true, true, true)]
    [InlineData(LedColor.Green, false, true, false)]
    [InlineData(LedColor.Amber, true, true, false)]
    [InlineData(LedColor.Red, true, false, false)]
    [InlineData(LedColor.Dark, false, false, false)]
    public void An_RGB_lamp_mixes_its_colours(LedColor color, bool isRed, bool isGreen, bool isBlue)
    {
        using var lamp = new StatusLamp(new LampLines(red, green, blue), time, failures.Add);

        lamp.Show(color, LedPattern.Steady);

        Assert.Equal((isRed, isGreen, isBlue), (red.IsActive, green.IsActive, blue.IsActive));
    }

    [Fact]
    public void A_tick_of_the_rhythm_before_does_not_cut_the_first_flash_of_the_new_one_short()
    {
        var ticks = new StrayTicks(time);
        using var lamp = new StatusLamp(new LampLines(red), ticks, failures.Add);
        lamp.Show(LedColor.Red, LedPattern.Blinking);
        lamp.Show(LedColor.Red, LedPattern.Twice);

        ticks.Tick();
        time.Advance(TimeSpan.FromMilliseconds(149));
        var atItsEnd = red.IsActive;
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((true, false), (atItsEnd, red.IsActive));
    }

    [Theory]
    [InlineData(LedPattern.Steady, "1111111111111111")]
    [InlineData(LedPattern.Twice, "1001000000010010")]
    [InlineData(LedPattern.Slow, "1111111100000000")]
    [InlineData(LedPattern.Blinking, "1100110011001100")]
    [InlineData(LedPattern.Wink, "1000000000000000")]
    public void Patterns_differ_without_their_colours(LedPattern pattern, string every100Milliseconds)
    {
        using var lamp = new StatusLamp(new LampLines(red), time, failures.Add);
        lamp.Show(LedColor.Red, pattern);

        // Looked at in the middle of each tenth of a second.
        time.Advance(TimeSpan.FromMilliseconds(50));
        var seen = "";
        for (var tenth = 0; tenth < every100Milliseconds.Length; tenth++)
        {
            seen += red.IsActive ? '1' : '0';
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(every100Milliseconds, seen);
    }

    [Fact]
    public void A_state_stays_until_the_next_one()
    {
        using var lamp = new StatusLamp(new LampLines(red, green), time, failures.Add);

        lamp.Show(LedColor.Green, LedPattern.Steady);
        time.Advance(TimeSpan.FromDays(1));

        Assert.True(green.IsActive);
        Assert.Equal(0, time.WaitingTimers);
    }

    [Fact]
    public void A_new_state_ends_the_rhythm_of_the_one_before()
    {
        using var lamp = new StatusLamp(new LampLines(red, green), time, failures.Add);
        lamp.Show(LedColor.Red, LedPattern.Blinking);
        time.Advance(TimeSpan.FromMilliseconds(250));

        lamp.Show(LedColor.Green, LedPattern.Steady);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((false, true), (red.IsActive, green.IsActive));
    }

    [Fact]
    public void Single_LEDs_without_white_wink_while_they_wait_so_that_nobody_takes_the_terminal_for_dead()
    {
        using var lamp = new StatusLamp(new LampLines(red, green, Amber: amber), time, failures.Add);
        lamp.Show(LedColor.White, LedPattern.Steady);
        var lit = amber.IsActive;

        time.Advance(TimeSpan.FromMilliseconds(150));

        Assert.Equal((true, false), (lit, amber.IsActive));
        Assert.Equal((false, false), (red.IsActive, green.IsActive));
    }

    [Fact]
    public void Attention_on_a_lamp_of_red_and_green_is_never_green()
    {
        using var lamp = new StatusLamp(new LampLines(red, green), time, failures.Add);

        lamp.Show(LedColor.Amber, LedPattern.Slow);

        Assert.Equal((true, false), (red.IsActive, green.IsActive));
    }

    [Fact]
    public void A_line_that_fails_costs_neither_the_other_lines_nor_the_next_state()
    {
        using var lamp = new StatusLamp(new LampLines(red, green, blue), time, failures.Add);
        red.Fails = true;
        lamp.Show(LedColor.White, LedPattern.Steady);
        var litMeanwhile = (green.IsActive, blue.IsActive);
        red.Fails = false;

        lamp.Show(LedColor.Red, LedPattern.Steady);

        Assert.Single(failures);
        Assert.Equal((true, true), litMeanwhile);
        Assert.Equal((true, false, false), (red.IsActive, green.IsActive, blue.IsActive));
    }

    [Fact]
    public void A_lamp_goes_dark_when_the_terminal_stops()
    {
        var lamp = new StatusLamp(new LampLines(red), time, failures.Add);
        lamp.Show(LedColor.Red, LedPattern.Slow);

        lamp.Dispose();
        lamp.Show(LedColor.Red, LedPattern.Steady);

        Assert.Equal((false, true), (red.IsActive, red.IsDisposed));
        Assert.Equal(0, time.WaitingTimers);
    }
}
