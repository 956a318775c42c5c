using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Indicators;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Devices;

/// <summary>
/// Signals the presenter's screens by light and sound. Green follows a welcome, and a welcome follows the journal's receipt. A device that is missing or fails is
/// reported once and retried with each screen; the others continue to work.
/// </summary>
internal sealed partial class IndicatorLoop(ScreenPresenter presenter, OutputFaults faults, DeviceOpening devices, KioskOptions options, TimeProvider time, ILogger<IndicatorLoop> logger) : BackgroundService
{
    private static readonly TimeSpan SirenInterval = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly SpokenPrompts? prompts = DeviceOpening.Prompts(options);
    private readonly HashSet<string> failed = new(StringComparer.Ordinal);
    private StatusLamp? lamp;
    private Buzzer? buzzer;
    private Signal shown;

    public override void Dispose()
    {
        lamp?.Dispose();
        buzzer?.Dispose();
        prompts?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (prompts?.Obstacle is { } obstacle)
        {
            Log.Failed(logger, obstacle);
        }

        if (options.Lamp.IsPresent || options.Buzzer.HasBuzzer || prompts is not null)
        {
            using var siren = time.CreateTimer(_ => SoundAgain(), null, SirenInterval, SirenInterval);
            await presenter.RunAsync(Show, stoppingToken);
        }
    }

    private void SoundAgain()
    {
        lock (gate)
        {
            if (shown is Signal.RedBlinking && options.Buzzer.Volume > 0)
            {
                Sound(shown);
            }
        }
    }

    private void Show(Screen screen)
    {
        lock (gate)
        {
            Show(screen, Signals.Of(screen));
        }
    }

    private void Show(Screen screen, Signal signal)
    {
        faults.Remove(Output.Lamp);
        faults.Remove(Output.Buzzer);
        lamp ??= Open(Output.Lamp, devices.Lamp);
        buzzer ??= Open(Output.Buzzer, devices.Buzzer);

        // The next minute of the same idle screen neither restarts a rhythm nor repeats a sound; each answer does.
        if (signal != shown || !screen.IsResting)
        {
            var (color, pattern) = SignalLook.LightOf(signal);
            lamp?.Show(color, pattern);
            // An alarm is heard at night too.
            if (options.Buzzer.Volume > 0 && (signal is Signal.RedBlinking || !Night.Covers(options.Night, time.GetUtcNow())))
            {
                Sound(signal);
            }
        }

        shown = signal;
    }

    private void Sound(Signal signal)
    {
        var melody = SignalLook.SoundOf(signal);
        if (melody.Count > 0)
        {
            buzzer?.Play(melody);
        }

        if (SignalLook.PromptOf(signal) is { } prompt)
        {
            prompts?.Play(prompt);
        }
    }

    private T? Open<T>(Output output, Func<Action<DeviceException>, T?> open)
        where T : class
    {
        try
        {
            return open(exception => Tell(output, exception));
        }
        catch (DeviceException exception)
        {
            Tell(output, exception);
            return null;
        }
    }

    private void Tell(Output output, DeviceException exception)
    {
        faults.Add(output);
        lock (failed)
        {
            if (failed.Add(exception.Device))
            {
                Log.Failed(logger, exception.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(610, LogLevel.Error, "A light or sound is missing: {Reason} The terminal works on with what is left; see: kiosk doctor")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
