using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Indicators;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Hardware.Tests.Indicators;

public sealed class BuzzerTests
{
    private static readonly Tone High = new(2000, TimeSpan.FromMilliseconds(100));
    private static readonly Tone Low = new(400, TimeSpan.FromMilliseconds(200));
    private static readonly Tone Rest = Tone.Rest(TimeSpan.FromMilliseconds(50));

    private readonly ManualTimeProvider time = new();
    private readonly List<DeviceException> failures = [];
    private readonly SoundRecorder sounder = new();

    [Fact]
    public void Tones_follow_each_other_and_end_in_silence()
    {
        using var buzzer = new Buzzer(sounder, time, failures.Add);

        buzzer.Play([High, Rest, Low]);
        var heard = new List<int> { sounder.Hertz };
        foreach (var milliseconds in new[] { 120, 50, 150, 100 })
        {
            time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            heard.Add(sounder.Hertz);
        }

        Assert.Equal([2000, 0, 400, 400, 0], heard);
    }

    [Fact]
    public void A_new_melody_ends_the_one_before()
    {
        using var buzzer = new Buzzer(sounder, time, failures.Add);
        buzzer.Play([Low, Low]);

        buzzer.Play([High]);
        time.Advance(TimeSpan.FromMilliseconds(110));

        Assert.Equal(0, sounder.Hertz);
        Assert.Equal(0, time.WaitingTimers);
    }

    [Fact]
    public void A_tick_of_the_melody_before_does_not_cut_the_new_one_short()
    {
        var ticks = new StrayTicks(time);
        using var buzzer = new Buzzer(sounder, ticks, failures.Add);
        buzzer.Play([High]);
        buzzer.Play([Low, Rest, High]);

        ticks.Tick();
        var heard = new List<int> { sounder.Hertz };
        foreach (var milliseconds in new[] { 199, 1, 49, 1, 100 })
        {
            time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            heard.Add(sounder.Hertz);
        }

        Assert.Equal([400, 400, 0, 0, 2000, 0], heard);
    }

    [Fact]
    public void A_sounder_that_fails_ends_the_melody_and_not_the_next()
    {
        using var buzzer = new Buzzer(sounder, time, failures.Add);
        sounder.Fails = true;
        buzzer.Play([High, Low]);
        sounder.Fails = false;

        buzzer.Play([Low]);

        Assert.Single(failures);
        Assert.Equal(400, sounder.Hertz);
    }

    [Fact]
    public void A_buzzer_falls_silent_when_the_terminal_stops_in_the_middle_of_a_tone()
    {
        var buzzer = new Buzzer(sounder, time, failures.Add);
        buzzer.Play([Low]);

        buzzer.Dispose();

        Assert.Equal((0, true), (sounder.Hertz, sounder.IsDisposed));
    }

    private sealed class SoundRecorder : ISounder
    {
        public int Hertz { get; private set; }

        public bool IsDisposed { get; private set; }

        public bool Fails { get; set; }

        public void Start(int hertz) => Hertz = Fails ? throw new DeviceFaultException("pwm", "pwm cannot start") : hertz;

        public void Stop() => Hertz = 0;

        public void Dispose() => IsDisposed = true;
    }
}
